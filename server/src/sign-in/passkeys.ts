import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { type Passkey, sql } from '@tendero/model'
import { z } from 'zod'
import { Failure, notFound } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { RelyingParty } from './relying-party.ts'

/** Loaded when the first passkey is asked for: certificates and encodings that most processes never need. */
const webauthn = () => import('@simplewebauthn/server')

const mostPasskeys = 20

interface Owner {
  readonly identityId: string
  readonly email: string
}

/** What a browser needs to make a passkey for somebody. @throws Failure 409 `too_many_passkeys` */
export async function registrationOptions(kernel: Kernel, party: RelyingParty, { identityId, email }: Owner) {
  const { generateRegistrationOptions } = await webauthn()
  const known = await kernel.database.control<{ credential_id: string; transports: string[] }>(
    sql`select credential_id, transports from control.passkey where identity_id = ${identityId}`,
  )
  if (known.length >= mostPasskeys) throw new Failure(409, 'too_many_passkeys')
  const options = await generateRegistrationOptions({
    rpName: 'Tendero',
    rpID: party.id,
    userName: email,
    userID: new TextEncoder().encode(identityId),
    excludeCredentials: known.map(({ credential_id: id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(kernel, options.challenge, identityId)
  return options
}

interface NewPasskey {
  readonly identityId: string
  readonly name: string
  readonly response: RegistrationResponseJSON
}

/** Keeps a passkey that a browser made. @throws Failure 422 `passkey_refused` */
export async function registerPasskey(kernel: Kernel, party: RelyingParty, wish: NewPasskey): Promise<string> {
  const { verifyRegistrationResponse } = await webauthn()
  const { identityId, name, response } = wish
  const expectedChallenge = await useChallenge(kernel, response, identityId)
  const { registrationInfo } = await refusing(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
    }),
  )
  if (!registrationInfo) throw new Failure(422, 'passkey_refused')
  const { credential } = registrationInfo
  const id = newId()
  const [kept] = await kernel.database.control(sql`
    insert into control.passkey (id, identity_id, credential_id, public_key, counter, transports, name, created_at)
    values (${id}, ${identityId}, ${credential.id}, ${Buffer.from(credential.publicKey)}, ${credential.counter},
      ${credential.transports ?? []}::text[], ${name}, now()) on conflict (credential_id) do nothing returning id`)
  if (!kept) throw new Failure(422, 'passkey_refused')
  return id
}

/** What a browser needs to show a passkey: anybody's, as the passkey says whose it is. */
export async function authenticationOptions(kernel: Kernel, party: RelyingParty) {
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({ rpID: party.id, userVerification: 'required' })
  await keepChallenge(kernel, options.challenge, null)
  return options
}

interface KeptPasskey {
  readonly id: string
  readonly identity_id: string
  readonly public_key: Buffer
  readonly counter: number
}

/**
 * Whose passkey was shown. Its person was verified by the device, so that it stands for two factors.
 * @throws Failure 401 `passkey_refused`, also for one whose counter went back: it was copied
 */
export async function checkPasskey(
  kernel: Kernel,
  party: RelyingParty,
  response: AuthenticationResponseJSON,
): Promise<string> {
  const { verifyAuthenticationResponse } = await webauthn()
  const [known] = await kernel.database.control<KeptPasskey>(sql`
    select id, identity_id, public_key, counter from control.passkey where credential_id = ${response.id}`)
  if (!known) throw new Failure(401, 'passkey_refused')
  const expectedChallenge = await useChallenge(kernel, response, null)
  const { verified, authenticationInfo } = await refusing(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: { id: response.id, publicKey: new Uint8Array(known.public_key), counter: known.counter },
    }),
  )
  if (!verified) throw new Failure(401, 'passkey_refused')
  await raiseCounter(kernel, known, authenticationInfo.newCounter)
  return known.identity_id
}

/** Two showings at the same time with the same count cannot both be of the same device; passkeys that are synced do not count. */
async function raiseCounter(kernel: Kernel, { id }: KeptPasskey, counter: number): Promise<void> {
  const [raised] = await kernel.database.control(sql`
    update control.passkey set counter = ${counter}, used_at = now()
    where id = ${id} and (counter < ${counter} or (counter = 0 and ${counter}::bigint = 0)) returning true`)
  if (!raised) throw new Failure(401, 'passkey_refused')
}

/** What the library says of an answer that does not hold is not for the caller, who may be trying. */
async function refusing<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify()
  } catch {
    throw new Failure(401, 'passkey_refused')
  }
}

async function keepChallenge(kernel: Kernel, challenge: string, identityId: string | null): Promise<void> {
  await kernel.database.control(sql`insert into control.passkey_challenge (challenge, identity_id, expires_at)
    values (${challenge}, ${identityId}, now() + interval '5 minutes')`)
}

type Shown = Pick<RegistrationResponseJSON | AuthenticationResponseJSON, 'response'>

/**
 * The challenge that a browser answers: each is good once, for five minutes, and for whom it was made.
 * @throws Failure 401 `passkey_refused`
 */
async function useChallenge(kernel: Kernel, { response }: Shown, identityId: string | null): Promise<string> {
  const { challenge } = await refusing(async () => clientData.parse(JSON.parse(decoded(response.clientDataJSON))))
  const [used] = await kernel.database.control(sql`
    delete from control.passkey_challenge where challenge = ${challenge}
    and identity_id is not distinct from ${identityId}::uuid and expires_at > now() returning true`)
  if (!used) throw new Failure(401, 'passkey_refused')
  return challenge
}

const clientData = z.object({ challenge: z.string().max(200) })

function decoded(base64url: string): string {
  return Buffer.from(base64url, 'base64url').toString('utf8')
}

export async function passkeysOf(kernel: Kernel, identityId: string): Promise<readonly Passkey[]> {
  return kernel.database.control<Passkey>(sql`
    select id, name, created_at as "createdAt", used_at as "usedAt" from control.passkey
    where identity_id = ${identityId} order by created_at, id`)
}

/** @throws Failure 404 for a passkey of somebody else */
export async function renamePasskey(kernel: Kernel, identityId: string, id: string, name: string): Promise<void> {
  const renamed = await kernel.database.control(
    sql`update control.passkey set name = ${name} where id = ${id} and identity_id = ${identityId} returning id`,
  )
  if (renamed.length === 0) throw notFound()
}

/** @throws Failure 404 for a passkey of somebody else */
export async function removePasskey(kernel: Kernel, identityId: string, id: string): Promise<void> {
  const removed = await kernel.database.control(
    sql`delete from control.passkey where id = ${id} and identity_id = ${identityId} returning id`,
  )
  if (removed.length === 0) throw notFound()
}
