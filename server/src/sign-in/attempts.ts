import { createHash } from 'node:crypto'
import { sql } from '@tendero/model'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { clientNetwork } from '../platform/client-network.ts'

/** How many attempts may come at once, and the seconds after which there is one more. */
interface Limit {
  readonly burst: number
  readonly seconds: number
}

/** What is tried, and by whom as far as it can be told. */
export interface Attempt {
  readonly purpose: keyof typeof limits
  /** What is guessed at: an address, an identity. */
  readonly subject: string
  /** Of the client. */
  readonly address: string
  /** The hash of a browser that the subject has signed in with before: it has a limit of its own, which no stranger fills. */
  readonly device?: Buffer
}

export interface CountedAttempt {
  /** It was right, and does not count. */
  forget(): Promise<void>
}

const quarterHourly = (times: number): Limit => ({ burst: times, seconds: 900 / times })
const threeHundredDaily: Limit = { burst: 10, seconds: 300 }

/**
 * Per browser that is known, else per network, per subject, and per both together. What spreads over many networks is
 * held by the limit of the subject, which closes to strangers alone.
 */
const limits = {
  password: {
    device: quarterHourly(10),
    network: quarterHourly(100),
    subject: quarterHourly(30),
    both: quarterHourly(10),
  },
  // A code has six figures, and whoever guesses at it has the password already.
  second_factor: {
    device: threeHundredDaily,
    network: quarterHourly(100),
    subject: threeHundredDaily,
    both: threeHundredDaily,
  },
} as const

/**
 * Counts an attempt before anything is compared: guesses that are sent at once count too.
 * @throws Failure 429 `too_many_attempts`
 */
export async function countAttempt(kernel: Kernel, attempt: Attempt): Promise<CountedAttempt> {
  const buckets = bucketsOf(attempt)
  await kernel.database.controlTransaction(async (run) => {
    for (const { key, limit } of buckets) {
      const [taken] = await run(taking(key, limit))
      if (!taken) throw new Failure(429, 'too_many_attempts')
    }
  })
  const keys = buckets.map(({ key }) => key)
  return {
    async forget() {
      await kernel.database.control(
        sql`update control.attempt_limit set level = greatest(0, level - 1) where key = any(${keys}::bytea[])`,
      )
    },
  }
}

/** In an order that is the same for all, so that two attempts never wait for each other. */
function bucketsOf({ purpose, subject, address, device }: Attempt): readonly { key: Buffer; limit: Limit }[] {
  const network = clientNetwork(address)
  const of = limits[purpose]
  const bucket = (limit: Limit, ...of: readonly string[]) => ({ key: keyOf(purpose, ...of), limit })
  if (device) return [bucket(of.device, 'device', subject, device.toString('hex'))]
  return [
    bucket(of.network, 'network', network),
    bucket(of.subject, 'subject', subject),
    bucket(of.both, 'both', subject, network),
  ]
}

function keyOf(...parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest()
}

/**
 * A bucket that leaks: one statement, which waits for others at the same bucket, gives a row if there is room. What is
 * refused does not count, or whoever goes on trying would keep it full for ever.
 */
function taking(key: Buffer, { burst, seconds }: Limit) {
  const level = sql`greatest(0, b.level - extract(epoch from clock_timestamp() - b.at)::float8 / ${seconds}::float8) + 1`
  return sql`insert into control.attempt_limit as b (key, level, at) values (${key}, 1, clock_timestamp())
    on conflict (key) do update set level = ${level}, at = clock_timestamp() where ${level} <= ${burst}::float8 returning true`
}

/**
 * Counts what costs the server something and tells nothing, by network alone.
 * @throws Failure 429 `too_many_attempts`
 */
export async function countUse(kernel: Kernel, use: keyof typeof useLimits, address: string): Promise<void> {
  const [taken] = await kernel.database.control(taking(keyOf(use, clientNetwork(address)), useLimits[use]))
  if (!taken) throw new Failure(429, 'too_many_attempts')
}

const useLimits = {
  passkey: quarterHourly(100),
  invitation: quarterHourly(100),
  password_reset: quarterHourly(30),
  password_strength: { burst: 60, seconds: 1 },
} as const

/**
 * Whether another mail with a link may go out: three, then one each twenty minutes.
 * @param whose the address that a link to a new password goes to, or the identity that asks for a new address
 */
export async function mayMail(kernel: Kernel, kind: 'reset_mail' | 'address_mail', whose: string): Promise<boolean> {
  const [taken] = await kernel.database.control(taking(keyOf(kind, whose), { burst: 3, seconds: 1_200 }))
  return taken !== undefined
}
