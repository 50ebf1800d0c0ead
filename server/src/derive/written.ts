import { Failure } from '../kernel/failure.ts'

/** What a write answers with. */
export interface Written {
  /** JSON text. */
  readonly record: string
  readonly operationId: string
}

/** A record as its writer may see it; one who may not read it gets its id alone. */
export async function asWriterSees(id: string, reading: Promise<string>): Promise<string> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Failure && error.status === 404) return JSON.stringify({ id })
    throw error
  }
}
