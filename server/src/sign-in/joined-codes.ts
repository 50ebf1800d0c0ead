import { plainCode } from './written-code.ts'

/** Stands between the codes of a token that several companies have parts of; a token of a link never holds it. */
const joint = '.'

/**
 * A token that only who has all codes can give, in whatever order and however they were typed.
 * @example joinedCodes(['K7F3-M9XQ-2PA0-WZ4D', '0000-1111-2222-3333']) //=> '0000111122223333.k7f3m9xq2pa0wz4d'
 */
export function joinedCodes(codes: readonly string[]): string {
  return codes.map(plainCode).sort().join(joint)
}

/** A token as it was given: codes are put in order, that of a link stays as it is. */
export function givenToken(token: string): string {
  return token.includes(joint) ? joinedCodes(token.split(joint)) : token
}
