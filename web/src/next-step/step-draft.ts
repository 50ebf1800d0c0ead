import { useState } from 'react'
import { useFormat } from '../kernel/format.ts'
import { instantAt, morning } from './quick-days.ts'
import type { NextStep, StepKind } from './step-kinds.ts'

/** A next step that is being entered, but for its day. */
export interface StepDraft {
  readonly kind: StepKind
  /** What was typed, or what is proposed for the kind. */
  readonly subject: string
  /** Of the day, as 09:00; empty for the usual one. */
  readonly time: string
  readonly lacksSubject: boolean
  /** Whether it is to be said that the subject is missing. */
  readonly saysLack: boolean
  setKind(kind: StepKind): void
  setSubject(subject: string): void
  setTime(time: string): void
  /** From now on says whether the subject is missing. */
  insist(): void
  /** The step as entered, on an ISO date. */
  on(day: string): NextStep
}

interface Beginning {
  readonly kind?: StepKind
  /** A subject that stays when the kind changes; without it one is proposed. */
  readonly subject?: string
}

/** @param propose the subject for a kind, as long as none was typed. */
export function useStepDraft(propose: (kind: StepKind) => string, beginning: Beginning = {}): StepDraft {
  const { timeZone } = useFormat()
  const [kind, setKind] = useState<StepKind>(beginning.kind ?? 'call')
  const [typed, setSubject] = useState<string | null>(beginning.subject ?? null)
  const [time, setTime] = useState(morning)
  const [insisting, setInsisting] = useState(false)
  const subject = typed ?? propose(kind)
  const lacksSubject = subject.trim() === ''
  return {
    kind,
    subject,
    time,
    lacksSubject,
    saysLack: insisting && lacksSubject,
    setKind,
    setSubject,
    setTime,
    insist: () => setInsisting(true),
    on: (day) => ({ kind, subject: subject.trim(), dueAt: instantAt(timeZone, day, time || morning) }),
  }
}
