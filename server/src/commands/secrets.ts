import type { Kernel } from '../kernel/kernel.ts'
import { keysInUse, sealAgain } from '../kernel/sealed-columns.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { addSecretKey, dropSecretKeys } from '../platform/secrets.ts'
import type { Command, CommandInput } from './command.ts'
import { withKernel } from './with-kernel.ts'

export const secrets: Command = {
  name: 'secrets',
  summary: 'seal what is secret with a new key, and drop keys that seal nothing any more',
  usage: 'rotate | drop',
  options: {},
  run(input) {
    const [what = ''] = input.positionals
    const work = { rotate, drop }[what]
    if (!work)
      throw new OperatorError(`There is no ${['secrets', ...input.positionals].join(' ')}; there are: rotate, drop`)
    return withKernel(input.configuration, (kernel) => work(kernel, input))
  },
}

/**
 * Makes a new key and seals everything again with it; where a rotation was ended half-way, goes on with that. Keys that the
 * environment gives are made by the operator, who puts the new one first.
 */
async function rotate(kernel: Kernel, { configuration, print }: CommandInput): Promise<number> {
  const { secrets: keys, dataDir } = kernel
  const begun = (await olderInUse(kernel)).length > 0
  if (!configuration.secretKeys && !begun) addSecretKey(dataDir)
  let [sealed, lost] = [0, 0]
  for (const column of kernel.sealedColumns) {
    const done = await sealAgain(kernel, column)
    sealed += done.sealed
    lost += done.lost
  }
  print(`${sealed} secrets were sealed again; the newest key is ${keys.keyNames()[0]}`)
  if (lost > 0) print(`${lost} secrets were sealed with a key that is not here: bring it back, or set them anew`)
  const idle = await idleKeys(kernel)
  if (idle.length > 0) print(`Seal nothing any more: ${idle.join(', ')}. Keep them as long as backups may need them.`)
  return lost > 0 ? 1 : 0
}

async function drop(kernel: Kernel, { configuration, print }: CommandInput): Promise<number> {
  const idle = await idleKeys(kernel)
  if (idle.length === 0) print('Every key seals something, or is the newest: none was dropped')
  else if (configuration.secretKeys) print(`Take out of TENDERO_SECRET_KEYS: ${idle.join(', ')}`)
  else {
    dropSecretKeys(kernel.dataDir, new Set(idle))
    print(`Dropped: ${idle.join(', ')}. Backups from before the rotation cannot be read without them.`)
  }
  return 0
}

/** Keys that are here, are not the newest, and seal something. */
async function olderInUse(kernel: Kernel): Promise<readonly string[]> {
  const used = await keysInUse(kernel)
  return kernel.secrets
    .keyNames()
    .slice(1)
    .filter((name) => used.has(name))
}

async function idleKeys(kernel: Kernel): Promise<readonly string[]> {
  const used = await olderInUse(kernel)
  return kernel.secrets
    .keyNames()
    .slice(1)
    .filter((name) => !used.includes(name))
}
