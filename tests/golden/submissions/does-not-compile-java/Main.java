// Names what is not there, in line 4.
public class Main {
    public static void main(String[] args) {
        System.out.println(missing);
    }
}
