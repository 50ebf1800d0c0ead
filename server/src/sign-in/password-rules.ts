import type { PasswordAssessment } from '@tendero/model'
import { shortestPassword } from '@tendero/model'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { isBreached } from './breached-passwords.ts'
import { longestPassword } from './credentials.ts'
import { estimateStrength } from './estimate-strength.ts'

const goodScore = 3

/** What is thought of a password before anybody takes it; whether it was stolen elsewhere is not asked while somebody types. */
export async function assessPassword(password: string, about: readonly string[]): Promise<PasswordAssessment> {
  const tooShort = [...password].length < shortestPassword
  const strength = await estimateStrength(password.slice(0, longestPassword), about)
  const score = strength?.score ?? goodScore
  return {
    score: tooShort ? Math.min(score, 1) : score,
    reason: strength?.reason ?? null,
    tooShort,
    good: !tooShort && score >= goodScore,
  }
}

/**
 * A password that may be kept: twelve characters or more, not easily guessed by who knows the person, and not known from a
 * theft.
 * @param about name, address and company of the person
 * @throws Failure 422 `weak_password` with the field's problem: `too_short`, `too_long`, `easy_to_guess` or `breached`
 */
export async function requireGoodPassword(kernel: Kernel, password: string, about: readonly string[]): Promise<void> {
  if (password.length > longestPassword) throw weak('too_long', { longest: longestPassword })
  const { tooShort, good, reason } = await assessPassword(password, about)
  if (tooShort) throw weak('too_short', { shortest: shortestPassword })
  if (!good) throw weak(reason ? `easy_to_guess_${reason}` : 'easy_to_guess')
  if (await isBreached(kernel, password)) throw weak('breached')
}

function weak(code: string, details?: Readonly<Record<string, number>>): Failure {
  return new Failure(422, 'weak_password', { fields: { password: { code, ...(details ? { details } : {}) } } })
}
