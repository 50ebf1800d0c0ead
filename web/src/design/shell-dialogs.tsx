import { useHotkeys } from '@mantine/hooks'
import { useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { conflict, creations, missing, paletteOpen, paletteQuery, shortcutHelpOpen } from './asked.ts'
import { useKeyPairs, useKeys } from './keyboard.ts'
import { usePlaces } from './places.tsx'

const Palette = lazy(() => import('./palette.tsx').then(({ Palette }) => ({ default: Palette })))
const ShortcutHelp = lazy(() => import('./shortcut-help.tsx').then(({ ShortcutHelp }) => ({ default: ShortcutHelp })))
const ConflictDialog = lazy(() =>
  import('../records/conflict-dialog.tsx').then(({ ConflictDialog }) => ({ default: ConflictDialog })),
)
const MissingDialog = lazy(() =>
  import('../records/missing-dialog.tsx').then(({ MissingDialog }) => ({ default: MissingDialog })),
)
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

/** What is typed between Ctrl K and the palette's field is not lost, and no key of the page. */
function useTypingAhead(): void {
  const opened = paletteOpen.use()
  useEffect(() => {
    if (!opened) return
    const listen = (event: KeyboardEvent): void => {
      const inField = event.target instanceof HTMLInputElement && event.target.closest('[role="dialog"]') !== null
      if (inField || event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      event.stopPropagation()
      paletteQuery.set(paletteQuery.get() + event.key)
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [opened])
}

/** The dialogs of the shell, each loaded when it is first asked for, and the keys that ask for them. */
export function ShellDialogs() {
  const router = useRouter()
  const palette = useEverTrue(paletteOpen.use())
  const help = useEverTrue(shortcutHelpOpen.use())
  const form = useEverTrue(creations.use().length > 0)
  const clash = useEverTrue(conflict.use() !== null)
  const asked = useEverTrue(missing.use() !== null)
  const places = usePlaces().flatMap((group) => group.places)

  useHotkeys([['mod+K', () => paletteOpen.set(true)]], [])
  useTypingAhead()
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
    </Suspense>
  )
}
