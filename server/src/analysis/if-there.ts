import { Failure } from '../kernel/failure.ts'

/** What `make` makes; nothing when it asks for a field that is not there for the reader. */
export function ifThere<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof Failure && error.details?.reason === 'unknown_field') return undefined
    throw error
  }
}
