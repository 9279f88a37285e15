import java.io.*;

/** Binary search: the place and the count of each x in a sorted list. */
public class Main {
    /** The number of elements less than x: the place of the first that is not. */
    static int firstNotLess(int[] numbers, int x) {
        int low = 0;
        int high = numbers.length;
        // Always: everything before low is less than x, everything from high on is not.
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (numbers[middle] < x) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    public static void main(String[] args) throws IOException {
        // Far quicker than Scanner, which matches a regular expression for each number.
        StreamTokenizer input = new StreamTokenizer(new BufferedReader(new InputStreamReader(System.in)));
        int n = nextInt(input);
        int q = nextInt(input);
        int[] numbers = new int[n];
        for (int i = 0; i < n; i++) numbers[i] = nextInt(input);

        StringBuilder answers = new StringBuilder();
        for (int i = 0; i < q; i++) {
            int x = nextInt(input);
            int place = firstNotLess(numbers, x);
            // For whole numbers, the first that is greater than x is the first not less than x + 1.
            int count = firstNotLess(numbers, x + 1) - place;
            answers.append(place).append(' ').append(count).append('\n');
        }
        System.out.print(answers);
    }

    private static int nextInt(StreamTokenizer input) throws IOException {
        input.nextToken();
        return (int) input.nval;
    }
}
