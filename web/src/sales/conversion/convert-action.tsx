import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowsShuffle } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useReaches } from '../../kernel/reach.ts'
import type { ExtensionProps } from '../../records/extensions.ts'
import { useSalesWords } from '../words.ts'

const ConversionDialog = lazy(() =>
  import('./conversion-dialog.tsx').then((module) => ({ default: module.ConversionDialog })),
)

/** The button that makes a customer of a lead. */
export function ConvertAction({ object, record }: ExtensionProps) {
  const words = useSalesWords().conversion
  const [opened, dialog] = useDisclosure(false)
  const mine = useReaches()(object.can.edit, record)
  if (record.status === 'converted' || !mine) return null
  return (
    <>
      <Button leftSection={<IconArrowsShuffle size={16} stroke={1.7} aria-hidden />} onClick={dialog.open}>
        {words.convert}
      </Button>
      {opened && (
        <Suspense fallback={null}>
          <ConversionDialog lead={record} object={object} onClose={dialog.close} />
        </Suspense>
      )}
    </>
  )
}
