// Ends itself by abort().
process.abort();
