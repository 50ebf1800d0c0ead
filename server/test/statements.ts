import type { Kernel } from '../src/kernel/kernel.ts'

/** A kernel that counts: how many statements each unit of work ran, besides begin, context and commit. */
export interface CountingKernel {
  readonly kernel: Kernel
  /** The counts since the last call, in order. */
  counts(): readonly number[]
}

export function countingKernel(kernel: Kernel): CountingKernel {
  let noted: number[] = []
  const { database } = kernel
  return {
    kernel: {
      ...kernel,
      database: {
        ...database,
        transaction: (workspaceId, work) =>
          database.transaction(workspaceId, async (tx) => {
            const result = await work(tx)
            noted.push(tx.statements)
            return result
          }),
        read: (workspaceId, work) =>
          database.read(workspaceId, async (tx) => {
            const result = await work(tx)
            noted.push(tx.statements)
            return result
          }),
      },
    },
    counts() {
      const given = noted
      noted = []
      return given
    },
  }
}
