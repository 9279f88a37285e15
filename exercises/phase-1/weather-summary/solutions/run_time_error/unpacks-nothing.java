// Takes each reading as a double: null has no number inside.
class Solution {
    static Summary summarise(Double[] readings) {
        if (readings.length == 0) return null;
        double lowest = 1000, highest = -1000, sum = 0;
        for (double reading : readings) {
            lowest = Math.min(lowest, reading);
            highest = Math.max(highest, reading);
            sum += reading;
        }
        return new Summary(readings.length, lowest, highest, sum / readings.length);
    }
}
