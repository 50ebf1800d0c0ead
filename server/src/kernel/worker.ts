import type { Runtime } from './runtime.ts'

/** A worker that takes jobs. */
export interface Worker {
  /** Takes no new jobs and waits for the running ones. */
  stop(): Promise<void>
}

/** Starts taking jobs. */
export async function startWorker(_runtime: Runtime): Promise<Worker> {
  return { stop: async () => undefined }
}
