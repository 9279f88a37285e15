// Is no program of its language.
function main( {
