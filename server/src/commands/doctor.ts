import type { Configuration } from '../platform/configuration.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Command, CommandInput } from './command.ts'
import { checkDatabase } from './doctor-database.ts'
import { checkMachine, type Finding } from './doctor-machine.ts'
import { checkSecrets } from './doctor-secrets.ts'
import { hasEmbeddedDatabase, type OpenDatabase, openSharedDatabase } from './open-database.ts'

/** Checks what usually goes wrong; each line says what is well, or what to do. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'check what usually goes wrong, and say what to do',
  usage: '',
  options: {},
  async run(input) {
    const findings = [...(await checkMachine(input.configuration)), ...(await findInDatabase(input))]
    for (const { subject, problem, text } of findings) {
      input.print(`${problem ? 'problem' : 'ok     '}  ${subject}: ${text}`)
    }
    return findings.some(({ problem }) => problem) ? 1 : 0
  },
}

async function findInDatabase({ configuration }: CommandInput): Promise<Finding[]> {
  if (!configuration.databaseUrl && !hasEmbeddedDatabase(configuration)) {
    return [{ subject: 'database', problem: false, text: 'not made yet; npm start makes it' }]
  }
  try {
    const database = await openSharedDatabase(configuration)
    return await checkAll(configuration, database).finally(database.stop)
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return [{ subject: 'database', problem: true, text: error.message }]
  }
}

async function checkAll(configuration: Configuration, { ownerUrl, dataDir }: OpenDatabase): Promise<Finding[]> {
  return [...(await checkBoth(configuration, ownerUrl)), await checkSecrets(configuration, ownerUrl, dataDir)]
}

/** The findings of the database of `control` say so, when it is another one. */
async function checkBoth({ controlUrl }: Configuration, ownerUrl: string): Promise<Finding[]> {
  const findings = await checkDatabase(ownerUrl)
  if (!controlUrl || controlUrl === ownerUrl) return findings
  const control = await checkDatabase(controlUrl)
  return [...findings, ...control.map((finding) => ({ ...finding, subject: `control ${finding.subject}` }))]
}
