import type { HalfSignedIn } from '@tendero/model/api'
import { useState } from 'react'
import type { SignedIn } from '../kernel/api.ts'
import { useEntry } from './use-entry.ts'

interface Entering {
  /** The second factor that is still to come. */
  readonly half: HalfSignedIn['secondFactor'] | undefined
  /** What happens with the answer to a password. */
  readonly take: (answer: SignedIn) => void
  /** Begins again with the password. */
  readonly again: () => void
}

/** As `useEntry` where a password was given, which may not be all that is asked for. */
export function useEntering(next?: string): Entering {
  const enter = useEntry()
  const [half, setHalf] = useState<Entering['half']>()
  return {
    half,
    take: (answer) => ('secondFactor' in answer ? setHalf(answer.secondFactor) : void enter(answer, next)),
    again: () => setHalf(undefined),
  }
}
