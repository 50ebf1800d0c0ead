import { authenticate } from '../server/src/http/authentication.ts'
import { cpuOf } from './cpu.ts'
import { openBenchKernel } from './kernel.ts'

const times = 5_000
const warmUps = 2_000

/** Processor time of telling who asks, in milliseconds a request, this process and the database together. */
export interface AuthenticationMeasured {
  /** Somebody who asked within the last second. */
  readonly known: number
  /** Somebody who did not, one after the other, so that each costs a statement. */
  readonly unknown: number
}

export async function authenticationCost(
  ownerUrl: string,
  dataDir: string,
  credentials: { readonly session: string; readonly workspace: string },
): Promise<AuthenticationMeasured> {
  const kernel = openBenchKernel(ownerUrl, dataDir)
  const cost = async (prepare: () => void): Promise<number> => {
    const ask = async () => {
      prepare()
      await authenticate(kernel, { ...credentials, address: '127.0.0.1', userAgent: null })
    }
    for (let i = 0; i < warmUps; i += 1) await ask()
    const before = cpuOf(process.pid, dataDir)
    for (let i = 0; i < times; i += 1) await ask()
    return Number(((cpuOf(process.pid, dataDir) - before) / times).toFixed(3))
  }
  kernel.admissions.listening(true)
  const known = await cost(() => {})
  const unknown = await cost(() => kernel.admissions.forget())
  await kernel.database.close()
  return { known, unknown }
}
