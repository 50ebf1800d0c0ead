import { Menu } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import type { ExtensionProps } from '../records/extensions.ts'
import { accessShown } from './access-shown.ts'
import { useAccessWords } from './words.ts'

/** Asks why somebody sees a record; the drawer of its sharing answers. */
export function WhyItem({ record }: ExtensionProps) {
  const words = useAccessWords()
  return (
    <Menu.Item
      leftSection={<IconHelpCircle size={16} aria-hidden />}
      onClick={() => accessShown.set({ record: record.id, first: 'why' })}
    >
      {words.why}
    </Menu.Item>
  )
}
