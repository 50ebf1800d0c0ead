import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { OperatorError } from '../src/platform/operator-error.ts'

/** A program that holds the embedded database of a folder until SIGTERM: what the launcher's tests start and kill. */
try {
  const database = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' })
  const stay = setInterval(() => {}, 60_000)
  void database.exited.then(() => process.stdout.write('exited\n'))
  process.once('SIGTERM', async () => {
    await database.stop()
    clearInterval(stay)
  })
  // Last: whoever reads this line may send the signal at once.
  process.stdout.write(`${JSON.stringify({ ownerUrl: database.ownerUrl, dataDir: database.dataDir })}\n`)
} catch (error) {
  if (!(error instanceof OperatorError)) throw error
  process.stdout.write(`refused: ${error.message}\n`)
  process.exitCode = 1
}
