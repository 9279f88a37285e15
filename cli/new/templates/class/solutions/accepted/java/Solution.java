class Counter {
    private int value;

    Counter(int start) {
        value = start;
    }

    void add(int amount) {
        value += amount;
    }

    int total() {
        return value;
    }
}
