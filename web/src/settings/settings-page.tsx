import { NativeSelect, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { CatchBoundary, getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { ButtonLink } from '../design/links.tsx'
import { Failed, Message, NotFoundScreen, PageLoading } from '../design/page-states.tsx'
import { usePageTitle } from '../design/page-title.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import { mayOpen, type Section, sections } from './sections.tsx'
import classes from './settings.module.css'
import { useSettingsWords } from './words.ts'

const route = getRouteApi('/w/$slug/settings/$section')
const groups = ['you', 'company', 'data', 'sales', 'program'] as const

/** The settings: their menu, and the chosen section. */
export function SettingsPage() {
  const { section: key } = route.useParams()
  const session = useSession()
  const catalogue = useCatalogue()
  const open = sections.filter((one) => mayOpen(one, session, catalogue))
  const section = sections.find((one) => one.key === key)
  const words = useSettingsWords()
  usePageTitle(section ? `${words.sections[section.key].title} · ${words.menu}` : words.menu)
  return (
    <div className={classes.page}>
      <SectionMenu open={open} />
      <SectionSelect open={open} chosen={section} />
      <div className={classes.section}>
        {!section && <NotFoundScreen />}
        {section && !open.includes(section) && <NotPermitted section={section} />}
        {section && open.includes(section) && <SectionBody key={key} section={section} />}
      </div>
    </div>
  )
}

function SectionBody({ section: { key, Page } }: { readonly section: Section }) {
  return (
    <QueryErrorResetBoundary>
      {({ reset: forget }) => (
        <CatchBoundary
          getResetKey={() => key}
          errorComponent={({ error, reset }) => (
            <Failed
              error={error}
              onRetry={() => {
                forget()
                reset()
              }}
            />
          )}
        >
          <Suspense fallback={<PageLoading />}>
            <Page />
          </Suspense>
        </CatchBoundary>
      )}
    </QueryErrorResetBoundary>
  )
}

interface MenuProps {
  readonly open: readonly Section[]
}

function SectionMenu({ open }: MenuProps) {
  const words = useSettingsWords()
  const { slug } = route.useParams()
  return (
    <nav className={classes.nav} aria-label={words.menu}>
      {groups.map((group) => {
        const own = open.filter((section) => section.group === group)
        return (
          own.length > 0 && (
            <div key={group}>
              <Text size="xs" c="dimmed" fw={600} className={classes.navLabel} id={`settings-${group}`}>
                {words.groups[group]}
              </Text>
              <ul className={classes.navGroup} aria-labelledby={`settings-${group}`}>
                {own.map(({ key, icon: Icon }) => (
                  <li key={key}>
                    <Link
                      to="/w/$slug/settings/$section"
                      params={{ slug, section: key }}
                      className={classes.navLink}
                      activeProps={{ className: `${classes.navLink} ${classes.navHere}`, 'aria-current': 'page' }}
                      activeOptions={{ includeSearch: false }}
                    >
                      <span aria-hidden="true" style={{ display: 'inline-flex' }}>
                        <Icon size={18} stroke={1.6} />
                      </span>
                      {words.sections[key].title}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          )
        )
      })}
    </nav>
  )
}

/** The menu of phones: the platform's own list of choices. */
function SectionSelect({ open, chosen }: MenuProps & { readonly chosen: Section | undefined }) {
  const words = useSettingsWords()
  const { slug } = route.useParams()
  const navigate = useNavigate()
  // Somebody may stand where the menu leads no more.
  const unlisted =
    chosen && open.includes(chosen)
      ? []
      : [{ value: chosen?.key ?? '', label: chosen ? words.sections[chosen.key].title : '' }]
  return (
    <NativeSelect
      className={classes.navSelect}
      aria-label={words.menu}
      value={chosen?.key ?? ''}
      onChange={(event) =>
        void navigate({ to: '/w/$slug/settings/$section', params: { slug, section: event.currentTarget.value } })
      }
      data={[
        ...unlisted,
        ...groups.flatMap((group) => {
          const items = open.filter((section) => section.group === group)
          return items.length === 0
            ? []
            : {
                group: words.groups[group],
                items: items.map(({ key }) => ({ value: key, label: words.sections[key].title })),
              }
        }),
      ]}
    />
  )
}

function NotPermitted({ section }: { readonly section: Section }) {
  const words = useSettingsWords()
  const { slug } = route.useParams()
  const { viewer } = useSession()
  if (viewer && section.group === 'you')
    return (
      <Message wholePage title={words.sections[section.key].title} picture={<IconLock size={40} stroke={1.2} />}>
        {words.notPermitted.viewing}
      </Message>
    )
  return (
    <Message
      wholePage
      title={words.notPermitted.title(words.sections[section.key].title)}
      picture={<IconLock size={40} stroke={1.2} />}
      action={
        <ButtonLink variant="default" to="/w/$slug/settings/$section" params={{ slug, section: 'profile' }}>
          {words.notPermitted.toProfile}
        </ButtonLink>
      }
    >
      {words.notPermitted.lead}
    </Message>
  )
}
