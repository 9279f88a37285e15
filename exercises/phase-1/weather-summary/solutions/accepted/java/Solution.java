class Solution {
    static Summary summarise(Double[] readings) {
        int count = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
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
