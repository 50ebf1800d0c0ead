import { Drawer, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useWords } from '../kernel/language.ts'
import { usePlaces } from './places.tsx'
import { Places } from './rail.tsx'
import classes from './shell.module.css'

const first = ['today', 'account', 'lead', 'opportunity']

/** The rail of phones: four places within reach of the thumb, and all others in a drawer. */
export function BottomBar() {
  const words = useWords()
  const [opened, drawer] = useDisclosure(false)
  const places = usePlaces()
    .flatMap((group) => group.places)
    .filter(({ key }) => first.includes(key))
  return (
    <>
      <nav className={classes.bar} aria-label={words.places.navigation}>
        {places.map(({ key, label, icon, link }) => (
          <Link
            key={key}
            {...link}
            className={classes.barItem}
            activeProps={{ className: `${classes.barItem} ${classes.barHere}`, 'aria-current': 'page' }}
            activeOptions={{ includeSearch: false }}
          >
            {icon}
            <span>{label}</span>
          </Link>
        ))}
        <UnstyledButton className={classes.barItem} onClick={drawer.open} aria-expanded={opened}>
          <IconDots size={18} stroke={1.6} aria-hidden />
          <span>{words.places.more}</span>
        </UnstyledButton>
      </nav>
      <Drawer
        opened={opened}
        onClose={drawer.close}
        position="bottom"
        size="85%"
        title={words.places.navigation}
        closeButtonProps={{ 'aria-label': words.verbs.close }}
      >
        <Places onGo={drawer.close} />
      </Drawer>
    </>
  )
}
