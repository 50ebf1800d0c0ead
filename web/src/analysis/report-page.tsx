import { Button, Container, Group, Title } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconPencil } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import type { ReportDefinition } from '@tendero/model/api'
import { useState } from 'react'
import { useKeys } from '../design/keyboard.ts'
import { notice, undoable } from '../design/notices.tsx'
import { Failed, NotFoundScreen, PageLoading } from '../design/page-states.tsx'
import { usePageTitle } from '../design/page-title.ts'
import { useWords } from '../kernel/language.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import { type Named, NameForm } from '../records/name-form.tsx'
import classes from './builder/builder.module.css'
import { BuilderPanel } from './builder/builder-panel.tsx'
import { PinDialog } from './dashboards/pin-dialog.tsx'
import { firstDraft, readDraft, reportable } from './draft.ts'
import { type SavedReport, useRemoveReport, useSavedReport, useSaveReport } from './report-data.ts'
import { ReportMenu } from './report-menu.tsx'
import { ReportView } from './result/report-view.tsx'
import { useDraft } from './use-draft.ts'
import { useAnalysisWords } from './words.ts'

const route = getRouteApi('/w/$slug/reports/$id')

/** A report: its figures, and beside them what it asks, to be changed. */
export function ReportPage() {
  const { id } = route.useParams()
  return id === 'new' ? <NewReport /> : <KnownReport key={id} id={id} />
}

/** What the address asks for, such as a list; else what may be counted first. */
function NewReport() {
  const catalogue = useCatalogue()
  const { definition } = route.useSearch()
  const first = catalogue.object('opportunity') ?? catalogue.objects.find(reportable)
  const known = readDraft(definition)
  const object = catalogue.object(known?.object) ?? first
  if (!object) return <NotFoundScreen />
  const begun = known && catalogue.object(known.object) ? known : firstDraft(object)
  return <Report key={JSON.stringify(begun)} first={begun} />
}

function KnownReport({ id }: { readonly id: string }) {
  const { report, error, refetch } = useSavedReport(id)
  if (error && !report) return <Failed error={error} onRetry={() => void refetch()} />
  if (!report) return <PageLoading />
  return report.definition ? <Report first={report.definition} saved={report} /> : <NotFoundScreen />
}

type Dialog = 'save' | 'saveAs' | 'rename' | 'pin'

interface ReportProps {
  readonly first: ReportDefinition
  readonly saved?: SavedReport
}

function Report({ first, saved }: ReportProps) {
  const words = useAnalysisWords()
  const { verbs, undo: undoWords } = useWords()
  const { workspace, user } = useSession()
  const catalogue = useCatalogue()
  const navigate = route.useNavigate()
  const draft = useDraft(first)
  const [editing, setEditing] = useState(!saved)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const save = useSaveReport()
  const remove = useRemoveReport()
  const { definition, undo, redo } = draft
  const object = catalogue.object(definition.object)
  const name = saved?.name ?? words.unnamed
  const own = saved?.owner === user.id
  const changed = saved !== undefined && JSON.stringify(saved.definition) !== JSON.stringify(definition)
  usePageTitle(name)
  useKeys({ e: () => setEditing(!editing), u: undo, U: redo })
  const close = (): void => setDialog(null)

  const keep = async (named: Named, id?: string): Promise<void> => {
    const record = await save.mutateAsync({ ...named, definition, ...(id ? { id } : {}) })
    notice(words.saved(named.name))
    close()
    if (record.id !== saved?.id)
      void navigate({ to: '/w/$slug/reports/$id', params: { slug: workspace.slug, id: record.id }, search: {} })
  }
  const removeIt = async (): Promise<void> => {
    if (!saved) return
    const { operationId } = await remove.mutateAsync(saved.id)
    undoable(undoWords.deleted(saved.name), operationId)
    void navigate({ to: '/w/$slug/reports', params: { slug: workspace.slug } })
  }
  if (!object) return <NotFoundScreen />
  return (
    <Container size={1320} w="100%" px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'lg' }}>
      <Group justify="space-between" mb="lg" gap="sm">
        <Title order={1} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Title>
        <Group gap="xs">
          {editing && (
            <>
              <Button variant="default" px={10} aria-label={words.undo} disabled={!draft.canUndo} onClick={undo}>
                <IconArrowBackUp size={18} stroke={1.6} />
              </Button>
              <Button variant="default" px={10} aria-label={words.redo} disabled={!draft.canRedo} onClick={redo}>
                <IconArrowForwardUp size={18} stroke={1.6} />
              </Button>
            </>
          )}
          {saved && (
            <Button
              variant="default"
              leftSection={<IconPencil size={16} stroke={1.6} />}
              aria-expanded={editing}
              onClick={() => setEditing(!editing)}
            >
              {editing ? words.endEditing : words.edit}
            </Button>
          )}
          {own && changed && (
            <Button loading={save.isPending} onClick={() => void keep(saved, saved.id)}>
              {verbs.save}
            </Button>
          )}
          {(!saved || (!own && changed)) && (
            <Button onClick={() => setDialog('save')}>{saved ? words.saveAs : verbs.save}</Button>
          )}
          <ReportMenu
            definition={definition}
            name={name}
            saved={saved}
            own={own}
            onAsk={setDialog}
            onRemove={() => void removeIt()}
          />
        </Group>
      </Group>
      <div className={classes.page} data-editing={editing || undefined}>
        {editing && (
          <aside className={classes.panel} aria-label={words.edit}>
            <BuilderPanel object={object} definition={definition} change={draft.change} />
          </aside>
        )}
        <div className={classes.preview}>
          <ReportView definition={definition} name={name} />
        </div>
      </div>
      {(dialog === 'save' || dialog === 'saveAs') && (
        <NameForm
          title={words.saveAs}
          label={words.name}
          saving={save.isPending}
          onSave={(named) => void keep(named)}
          onClose={close}
        />
      )}
      {dialog === 'rename' && saved && (
        <NameForm
          title={words.rename}
          label={words.name}
          first={saved}
          saving={save.isPending}
          onSave={(named) => void keep(named, saved.id)}
          onClose={close}
        />
      )}
      {dialog === 'pin' && saved && <PinDialog report={saved} onClose={close} />}
    </Container>
  )
}
