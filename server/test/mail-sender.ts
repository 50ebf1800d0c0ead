import { pino } from 'pino'
import { type Database, openDatabase } from '../src/kernel/database.ts'
import { newId } from '../src/kernel/identity.ts'
import { makeKernel } from '../src/kernel/kernel.ts'
import { sendMails } from '../src/mail/send-mails.job.ts'
import { readMailEnvironment } from '../src/platform/mail-environment.ts'
import { slices } from '../src/slices.ts'

/**
 * A program that sends a workspace's mail and halts before or after one of the transactions by which it notes how far it
 * is, or never: what a test kills there. It says where it is.
 */
const [url = '', workspaceId = '', halt = ''] = process.argv.slice(2)

let count = 0
const database = openDatabase({ url })
const halting: Database = {
  ...database,
  async transaction(workspace, work) {
    count += 1
    const place = count
    await haltAt(`before ${place}`)
    const result = await database.transaction(workspace, work)
    await haltAt(`after ${place}`)
    return result
  },
}

async function haltAt(place: string): Promise<void> {
  if (place !== halt) return
  process.stdout.write(`halted ${place}\n`)
  await new Promise(() => setInterval(() => {}, 60_000))
}

const environment = readMailEnvironment({ TENDERO_PRIVATE_MAIL: 'allow' }, { host: '127.0.0.1', port: 3000 })
const kernel = makeKernel({ database: halting, log: pino({ level: 'silent' }), dataDir: '', mail: environment }, slices)
process.stdout.write('sending\n')
await sendMails.run(kernel, { id: newId(), workspaceId, topic: 'mail.queue', payload: {} })
process.stdout.write('done\n')
await database.close()
