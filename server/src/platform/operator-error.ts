/**
 * A failure that the person who runs the program can put right. Its message is one line that says what is wrong and
 * what to do; the command line prints it alone, without a stack.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
}
