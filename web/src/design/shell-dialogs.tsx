import { useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { askingDay } from '../as-of/asking-day.ts'
import { withWords } from '../kernel/slice-words.ts'
import { duplicateSaving } from '../kernel/transport.ts'
import { undoing } from '../undo/undoing.ts'
import { conflict, creations, held, missing, paletteOpen, shortcutHelpOpen } from './asked.ts'
import { useKeyPairs, useKeys } from './keyboard.ts'
import { usePlaces } from './places.tsx'

const Palette = lazy(() => import('./palette.tsx').then(({ Palette }) => ({ default: Palette })))
const ShortcutHelp = lazy(() => import('./shortcut-help.tsx').then(({ ShortcutHelp }) => ({ default: ShortcutHelp })))
const ConflictDialog = lazy(() =>
  import('../records/conflict-dialog.tsx').then(({ ConflictDialog }) => ({ default: ConflictDialog })),
)
const HeldDialog = lazy(() =>
  import('../duplicates/held-dialog.tsx').then(({ HeldDialog }) => ({ default: HeldDialog })),
)
const MissingDialog = lazy(() =>
  import('../records/missing-dialog.tsx').then(({ MissingDialog }) => ({ default: MissingDialog })),
)
const DayDialog = lazy(withWords(async () => ({ default: (await import('../as-of/day-dialog.tsx')).DayDialog })))
const UndoDialog = lazy(withWords(async () => ({ default: (await import('../undo/undo-dialog.tsx')).UndoDialog })))
const CreateDialog = lazy(() =>
  import('../records/create-dialog.tsx').then(({ CreateDialog }) => ({ default: CreateDialog })),
)

/** Once needed, a dialog stays, so that it can also leave gently. */
function useEverTrue(now: boolean): boolean {
  const [ever, setEver] = useState(now)
  useEffect(() => {
    if (now) setEver(true)
  }, [now])
  return ever || now
}

/** What is likely there already is saved when the person says so. */
function useAskingOfDuplicates(): void {
  useEffect(() => {
    duplicateSaving.ask = (found) =>
      new Promise((answer) => {
        held.get()?.answer(false)
        held.set({ ...found, answer })
      })
    return () => {
      duplicateSaving.ask = async () => false
    }
  }, [])
}

/** The dialogs of the shell, each loaded when it is first asked for, and the plain keys that ask for them. */
export function ShellDialogs() {
  const router = useRouter()
  const palette = useEverTrue(paletteOpen.use())
  const help = useEverTrue(shortcutHelpOpen.use())
  const form = useEverTrue(creations.use().length > 0)
  const clash = useEverTrue(conflict.use() !== null)
  const asked = useEverTrue(missing.use() !== null)
  const likely = useEverTrue(held.use() !== null)
  const day = useEverTrue(askingDay.use())
  const undo = useEverTrue(undoing.use() !== null)
  const places = usePlaces().flatMap((group) => group.places)

  useAskingOfDuplicates()
  useKeyPairs()
  useKeys({
    '/': () => paletteOpen.set(true),
    '?': () => shortcutHelpOpen.set(true),
    ...Object.fromEntries(
      places.flatMap(({ letter, link }) => (letter ? [[`g ${letter}`, () => void router.navigate(link)]] : [])),
    ),
  })

  return (
    <Suspense fallback={null}>
      {palette && <Palette />}
      {help && <ShortcutHelp />}
      {form && <CreateDialog />}
      {clash && <ConflictDialog />}
      {asked && <MissingDialog />}
      {likely && <HeldDialog />}
      {day && <DayDialog />}
      {undo && <UndoDialog />}
    </Suspense>
  )
}
