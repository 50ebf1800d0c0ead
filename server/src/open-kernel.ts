import { openDatabase } from './kernel/database.ts'
import { type Kernel, makeKernel } from './kernel/kernel.ts'
import { openLimits } from './kernel/limits.ts'
import type { Runtime } from './kernel/runtime.ts'
import { isLoopback } from './platform/configuration.ts'
import { openFileStore } from './platform/open-file-store.ts'
import { openSecrets } from './platform/secrets.ts'
import { slices } from './slices.ts'

/** The kernel of this process, with everything the slices bring. */
export function openKernel(runtime: Runtime, parts: Partial<Kernel> = {}): Kernel {
  const { configuration, ownerUrl, log, dataDir, stopping } = runtime
  const database = openDatabase({
    url: configuration.appUrl ?? ownerUrl,
    ownerUrl,
    controlUrl: configuration.controlUrl ?? ownerUrl,
    onError: (error) => log.warn({ reason: error.message }, 'a database connection broke'),
  })
  return makeKernel(
    {
      database,
      log,
      dataDir,
      files: openFileStore(dataDir, configuration.s3),
      secrets: openSecrets(dataDir, configuration.secretKeys),
      limits: openLimits(configuration.rates),
      openSignUp: configuration.openSignUp,
      trustedProxies: configuration.trustedProxies,
      privateWebhooks: configuration.privateWebhooks,
      breachedPasswords: configuration.breachedPasswords,
      mail: configuration.mail,
      privateSingleSignOn: configuration.privateSingleSignOn,
      listensLocally: isLoopback(configuration.host),
      stopping,
      beganAt: new Date(),
      ...parts,
    },
    slices,
  )
}
