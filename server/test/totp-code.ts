import { generateSync } from 'otplib'

/** The code that an app shows for a secret, some seconds from now. */
export function totpCode(secret: string, seconds = 0): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + seconds })
}
