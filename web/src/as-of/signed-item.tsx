import { Menu } from '@mantine/core'
import { IconSignature } from '@tabler/icons-react'
import { useFormat } from '../kernel/format.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { useLookBack } from './go.ts'
import { useAsOfWords } from './words.ts'

/** In the menu of a won deal: what it and everything around it looked like when it was signed. */
export function SignedItem({ record }: ExtensionProps) {
  const words = useAsOfWords()
  const format = useFormat()
  const lookBack = useLookBack()
  const { status, closedOn } = record
  if (status !== 'won' || typeof closedOn !== 'string' || closedOn >= format.today()) return null
  return (
    <Menu.Item leftSection={<IconSignature size={16} aria-hidden />} onClick={() => lookBack(closedOn)}>
      {words.signed}
    </Menu.Item>
  )
}
