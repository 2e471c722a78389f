/** A start that cannot be: the message is one Chinese sentence, to be printed as it is. */
export class ServerRefused extends Error {
  override readonly name = 'ServerRefused'
}
