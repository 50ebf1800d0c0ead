import { ActionIcon, ScrollArea, Stack, Text, Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useWords } from '../kernel/language.ts'
import { rememberedFlag } from '../kernel/store.ts'
import { type Place, usePlaces } from './places.tsx'
import classes from './shell.module.css'

export const narrowRail = rememberedFlag('narrow-rail', false)

function PlaceLink({
  place,
  narrow,
  onGo,
}: {
  readonly place: Place
  readonly narrow: boolean
  readonly onGo?: () => void
}) {
  const link = (
    <Link
      {...place.link}
      className={classes.place}
      activeProps={{ className: `${classes.place} ${classes.here}`, 'aria-current': 'page' }}
      activeOptions={{ includeSearch: false }}
      aria-label={narrow ? place.label : undefined}
      onClick={onGo}
    >
      {place.icon}
      {!narrow && <span className={classes.placeLabel}>{place.label}</span>}
    </Link>
  )
  if (!narrow) return link
  return (
    <Tooltip label={place.label} position="right">
      {link}
    </Tooltip>
  )
}

/** All places with their groups; in the rail on wide screens and in the drawer on phones. */
export function Places({ narrow = false, onGo }: { readonly narrow?: boolean; readonly onGo?: () => void }) {
  const groups = usePlaces().filter(({ aside }) => !aside)
  return (
    <Stack className={classes.groups} data-narrow={narrow || undefined}>
      {groups.map(({ key, label, places }) => (
        <div key={key}>
          {label && !narrow && (
            <Text size="xs" c="dimmed" fw={600} className={classes.groupLabel}>
              {label}
            </Text>
          )}
          <Stack gap={1}>
            {places.map((place) => (
              <PlaceLink key={place.key} place={place} narrow={narrow} onGo={onGo} />
            ))}
          </Stack>
        </div>
      ))}
    </Stack>
  )
}

export function Rail() {
  const words = useWords()
  const narrow = narrowRail.use()
  const label = narrow ? words.places.expand : words.places.collapse
  return (
    <>
      <ScrollArea flex={1} px={narrow ? 10 : 12} py="sm" type="hover" scrollbarSize={6}>
        <Places narrow={narrow} />
      </ScrollArea>
      <div className={classes.railFoot}>
        <Tooltip label={label} position="right">
          <ActionIcon aria-label={label} onClick={() => narrowRail.set(!narrow)}>
            {narrow ? (
              <IconLayoutSidebarLeftExpand size={18} stroke={1.6} />
            ) : (
              <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} />
            )}
          </ActionIcon>
        </Tooltip>
      </div>
    </>
  )
}
