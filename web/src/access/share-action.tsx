import { ActionIcon, Tooltip } from '@mantine/core'
import { IconUserShare } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import type { ExtensionProps } from '../records/extensions.ts'
import { useAccessWords } from './words.ts'

const AccessDrawer = lazy(async () => ({ default: (await import('./access-drawer.tsx')).AccessDrawer }))

/** Shares a record, and tells who has access to it and why. */
export function ShareAction({ object, record }: ExtensionProps) {
  const words = useAccessWords()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Tooltip label={words.action}>
        <ActionIcon variant="default" size={36} aria-label={words.action} onClick={() => setOpened(true)}>
          <IconUserShare size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      {opened && (
        <Suspense fallback={null}>
          <AccessDrawer object={object} record={record} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}
