import { ActionIcon, Tooltip } from '@mantine/core'
import { IconUserShare } from '@tabler/icons-react'
import { lazy, Suspense, useEffect } from 'react'
import type { ExtensionProps } from '../records/extensions.ts'
import { accessShown } from './access-shown.ts'
import { useAccessWords } from './words.ts'

const AccessDrawer = lazy(async () => ({ default: (await import('./access-drawer.tsx')).AccessDrawer }))

/** Shares a record, and tells who has access to it and why. */
export function ShareAction({ object, record }: ExtensionProps) {
  const words = useAccessWords()
  const shown = accessShown.use()
  const { id } = record
  const close = (): void => accessShown.set(null)
  // Left with the record: coming back does not open it again.
  useEffect(() => () => void (accessShown.get()?.record === id && accessShown.set(null)), [id])
  return (
    <>
      <Tooltip label={words.action}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={words.action}
          onClick={() => accessShown.set({ record: id, first: 'sharing' })}
        >
          <IconUserShare size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      {shown?.record === id && (
        <Suspense fallback={null}>
          <AccessDrawer object={object} record={record} first={shown.first} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
