import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A device that keeps a passkey, as browsers know them (WebAuthn), on a P-256 key and without attestation. */
export interface Authenticator {
  /** How often it has signed; a copy of it starts at an earlier count. */
  counter: number
  /** Whether it has its person show a fingerprint or number. */
  verifiesPerson: boolean
  make(options: { readonly challenge: string }): object
  show(options: { readonly challenge: string }): object
}

const userPresent = 0x01
const userVerified = 0x04
const withCredential = 0x40

export function authenticator(origin = 'http://localhost', rpId = new URL(origin).hostname): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const data = (flags: number, credential = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(device.counter)
    const verified = device.verifiesPerson ? userVerified : 0
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from([flags | userPresent | verified]), count, credential])
  }
  const answer = (response: Readonly<Record<string, Buffer>>) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response: Object.fromEntries(Object.entries(response).map(([name, bytes]) => [name, bytes.toString('base64url')])),
  })
  const device: Authenticator = {
    counter: 0,
    verifiesPerson: true,
    make({ challenge }) {
      const key = coseKey(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url'))
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key])
      return answer({
        clientDataJSON: clientData('webauthn.create', challenge),
        attestationObject: attestation(data(withCredential, credential)),
      })
    },
    show({ challenge }) {
      device.counter += 1
      const clientDataJSON = clientData('webauthn.get', challenge)
      const authenticatorData = data(0)
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientDataJSON)]), privateKey)
      return answer({ clientDataJSON, authenticatorData, signature })
    },
  }
  return device
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** CBOR of {1: 2, 3: -7, -1: 1, -2: x, -3: y}: an elliptic key for ES256 (RFC 9053). */
function coseKey(x: Buffer, y: Buffer): Buffer {
  const bytes = (name: number, value: Buffer) => Buffer.concat([Buffer.from([name, 0x58, value.length]), value])
  return Buffer.concat([Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]), bytes(0x21, x), bytes(0x22, y)])
}

/** CBOR of {fmt: 'none', attStmt: {}, authData}. */
function attestation(authData: Buffer): Buffer {
  const text = (word: string) => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)])
  const length = Buffer.from([0x58, authData.length])
  return Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    length,
    authData,
  ])
}
