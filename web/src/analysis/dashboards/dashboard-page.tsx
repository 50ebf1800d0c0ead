import { Button, Container, Group, Title } from '@mantine/core'
import { IconArrowsMaximize, IconLayoutDashboard, IconLayoutGrid, IconPlus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ButtonLink } from '../../design/links.tsx'
import { notice, undoable } from '../../design/notices.tsx'
import { Failed, Message, NotFoundScreen, PageLoading } from '../../design/page-states.tsx'
import { usePageTitle } from '../../design/page-title.ts'
import { useWords } from '../../kernel/language.ts'
import { useSession } from '../../kernel/session.ts'
import { operationOf } from '../../kernel/transport.ts'
import { RoleDefaults } from '../../records/list/view-dialogs.tsx'
import { type Named, NameForm } from '../../records/name-form.tsx'
import { useAnalysisWords } from '../words.ts'
import classes from './dashboard.module.css'
import {
  type Dashboard,
  useDashboards,
  useFirstDashboard,
  useRemoveDashboard,
  useSaveDashboard,
} from './dashboard-data.ts'
import { DashboardMenu } from './dashboard-menu.tsx'
import { TileGrid } from './tile-grid.tsx'

const route = getRouteApi('/w/$slug/dashboards/$id')

/** The dashboard that one's role begins with, or the first there is. */
export function FirstDashboardPage() {
  const { dashboards, error, refetch } = useDashboards()
  const first = useFirstDashboard(dashboards ?? [])
  if (error && !dashboards) return <Failed error={error} onRetry={() => void refetch()} />
  if (!dashboards) return <PageLoading />
  return first ? <Board key={first.id} dashboard={first} all={dashboards} /> : <NoDashboard />
}

export function DashboardPage() {
  const { id } = route.useParams()
  const { dashboards, error, refetch } = useDashboards()
  if (error && !dashboards) return <Failed error={error} onRetry={() => void refetch()} />
  if (!dashboards) return <PageLoading />
  const dashboard = dashboards.find((one) => one.id === id)
  return dashboard ? <Board key={id} dashboard={dashboard} all={dashboards} /> : <NotFoundScreen />
}

function NoDashboard() {
  const words = useAnalysisWords()
  const [naming, setNaming] = useState(false)
  usePageTitle(words.dashboards)
  return (
    <>
      <Message
        wholePage
        title={words.noDashboardTitle}
        picture={<IconLayoutDashboard size={52} stroke={1.1} />}
        action={
          <Button leftSection={<IconPlus size={16} />} onClick={() => setNaming(true)}>
            {words.newDashboard}
          </Button>
        }
      >
        {words.noDashboardLead}
      </Message>
      {naming && <NewDashboard onClose={() => setNaming(false)} />}
    </>
  )
}

function NewDashboard({ onClose }: { readonly onClose: () => void }) {
  const words = useAnalysisWords()
  const { workspace } = useSession()
  const navigate = route.useNavigate()
  const save = useSaveDashboard()
  const make = async (named: Named): Promise<void> => {
    const { id } = await save.mutateAsync({ ...named, tiles: [] })
    onClose()
    void navigate({ to: '/w/$slug/dashboards/$id', params: { slug: workspace.slug, id } })
  }
  return (
    <NameForm
      title={words.newDashboard}
      label={words.name}
      saving={save.isPending}
      onSave={(named) => void make(named)}
      onClose={onClose}
    />
  )
}

type Dialog = 'new' | 'rename' | 'roles'

interface BoardProps {
  readonly dashboard: Dashboard
  readonly all: readonly Dashboard[]
}

function Board({ dashboard, all }: BoardProps) {
  const words = useAnalysisWords()
  const { undo } = useWords()
  const { workspace, user } = useSession()
  const navigate = route.useNavigate()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const [arranging, setArranging] = useState(false)
  const screen = useRef<HTMLDivElement>(null)
  const save = useSaveDashboard()
  const remove = useRemoveDashboard()
  // What was arranged stands at once, until the server's answer does.
  const [tiles, setTiles] = useState(dashboard.tiles)
  const { id, name, sharedWith } = dashboard
  const own = dashboard.owner === user.id
  const close = (): void => setDialog(null)
  usePageTitle(name)
  const arrange = (next: Dashboard['tiles'], removed?: string): void => {
    const before = tiles
    const back = (): void => setTiles(before)
    setTiles(next)
    save.mutate(
      { id, name, sharedWith, tiles: next },
      {
        onSuccess: (record) => {
          if (removed !== undefined) undoable(words.unpinned(removed), operationOf(record), back)
        },
        onError: back,
      },
    )
  }
  const rename = async (named: Named): Promise<void> => {
    await save.mutateAsync({ ...named, id, tiles })
    notice(words.saved(named.name))
    close()
  }
  const removeIt = async (): Promise<void> => {
    const { operationId } = await remove.mutateAsync(id)
    undoable(undo.deleted(name), operationId)
    void navigate({ to: '/w/$slug/dashboards', params: { slug: workspace.slug } })
  }
  return (
    <Container size={1480} w="100%" px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'lg' }}>
      <Group justify="space-between" mb="lg" gap="sm">
        <Title order={1} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Title>
        <Group gap="xs">
          {own && tiles.length > 0 && (
            <Button
              variant={arranging ? 'filled' : 'default'}
              leftSection={<IconLayoutGrid size={16} stroke={1.6} />}
              aria-pressed={arranging}
              onClick={() => setArranging(!arranging)}
            >
              {arranging ? words.endArranging : words.arrange}
            </Button>
          )}
          {tiles.length > 0 && document.fullscreenEnabled && (
            <Button
              variant="default"
              px={10}
              aria-label={words.fullScreen}
              onClick={() => void screen.current?.requestFullscreen()}
            >
              <IconArrowsMaximize size={18} stroke={1.6} />
            </Button>
          )}
          <DashboardMenu current={dashboard} all={all} own={own} onAsk={setDialog} onRemove={() => void removeIt()} />
        </Group>
      </Group>
      {tiles.length === 0 ? (
        <Message
          title={words.emptyDashboardTitle}
          action={
            <ButtonLink to="/w/$slug/reports" params={{ slug: workspace.slug }} variant="default">
              {words.toReports}
            </ButtonLink>
          }
        >
          {words.emptyDashboardLead}
        </Message>
      ) : (
        <div ref={screen} className={classes.screen}>
          <TileGrid tiles={tiles} arranging={arranging} label={name} onArrange={arrange} />
        </div>
      )}
      {dialog === 'new' && <NewDashboard onClose={close} />}
      {dialog === 'rename' && (
        <NameForm
          title={words.rename}
          label={words.name}
          first={dashboard}
          saving={save.isPending}
          onSave={(named) => void rename(named)}
          onClose={close}
        />
      )}
      {dialog === 'roles' && (
        <RoleDefaults
          object={{ name: 'dashboard' }}
          current={dashboard}
          title={words.forRoles}
          lead={sharedWith === 'everybody' ? words.forRolesLead(name) : words.shareFirst(name)}
          onClose={close}
        />
      )}
    </Container>
  )
}
