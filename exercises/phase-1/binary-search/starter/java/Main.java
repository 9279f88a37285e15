import java.util.Scanner;

/** Binary search: the place and the count of each x in a sorted list. */
public class Main {
    /** Returns the first place whose number is not less than x. */
    static int placeOf(int[] numbers, int x) {
        // TODO: halve the range of possible places, instead of looking at every number.
        for (int place = 0; place < numbers.length; place++) {
            if (numbers[place] >= x) return place;
        }
        return numbers.length;
    }

    public static void main(String[] args) {
        // TODO: Scanner is slow for long lists; look at BufferedReader and StreamTokenizer.
        Scanner scanner = new Scanner(System.in);
        int n = scanner.nextInt();
        int q = scanner.nextInt();
        int[] numbers = new int[n];
        for (int i = 0; i < n; i++) numbers[i] = scanner.nextInt();
        StringBuilder answers = new StringBuilder();
        for (int i = 0; i < q; i++) {
            int count = 0; // TODO
            answers.append(placeOf(numbers, scanner.nextInt())).append(' ').append(count).append('\n');
        }
        System.out.print(answers);
    }
}
