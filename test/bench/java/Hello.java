/** The least a Java program can do: what starting Java costs by itself. */
final class Hello {
  private Hello() {}

  public static void main(String[] args) {
    System.out.println("hello");
  }
}
