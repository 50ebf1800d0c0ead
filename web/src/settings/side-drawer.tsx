import { Drawer, type DrawerProps } from '@mantine/core'
import { useWords } from '../kernel/language.ts'

type SideDrawerProps = Pick<DrawerProps, 'title' | 'size' | 'onClose' | 'classNames' | 'children'>

/** What is looked at or changed beside the list that it stands in; open as long as it is there. */
export function SideDrawer(props: SideDrawerProps) {
  const words = useWords()
  return (
    <Drawer
      opened
      position="right"
      overlayProps={{ backgroundOpacity: 0.35, blur: 2 }}
      closeButtonProps={{ 'aria-label': words.verbs.close }}
      {...props}
    />
  )
}
