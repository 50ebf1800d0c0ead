import { Menu } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { askingDay } from './asking-day.ts'
import { useAsOfWords } from './words.ts'

/** In the menus of what shows records: how they were on a day. */
export function AsOfItem() {
  const words = useAsOfWords()
  return (
    <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={() => askingDay.set(true)}>
      {words.open}
    </Menu.Item>
  )
}
