import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'

const bits = 2048

/** A pair to sign mail with (RFC 6376): the private key as PEM, the public one as the DNS wants it, base64 of its DER. */
export async function newDkimKey(): Promise<{ readonly privateKey: string; readonly publicKey: string }> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return { privateKey: pair.privateKey, publicKey: pair.publicKey.toString('base64') }
}

/** Where receivers look for the key. */
export function dkimRecordName(selector: string, domain: string): string {
  return `${selector}._domainkey.${domain}`
}

export function dkimRecordValue(publicKey: string): string {
  return `v=DKIM1; k=rsa; p=${publicKey}`
}
