import { Button, Group, Stack, TextInput, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconSend, IconX } from '@tabler/icons-react'
import type { MailTest } from '@tendero/model/api'
import { useState } from 'react'
import { Callout } from '../../design/callout.tsx'
import { FormError } from '../../design/form-error.tsx'
import { useSession } from '../../kernel/session.ts'
import { useSettingsWords } from '../words.ts'
import classes from './mail.module.css'
import { useTestMail } from './mail-data.ts'

/** Sends a message to try the settings out, and tells step by step how it went. */
export function TestMessage() {
  const { test } = useSettingsWords().mail
  const { user } = useSession()
  const [to, setTo] = useState(user.email)
  const { mutate, isPending, error, data } = useTestMail()
  return (
    <Stack maw={560}>
      <FormError error={error} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          mutate(to)
        }}
      >
        <Group align="flex-end" gap="xs">
          <TextInput
            flex="1 1 16rem"
            label={test.to}
            type="email"
            value={to}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            leftSection={<IconSend size={16} aria-hidden />}
            loading={isPending}
            disabled={to.trim() === ''}
          >
            {test.send}
          </Button>
        </Group>
      </form>
      {data && !isPending && <Result result={data} />}
    </Stack>
  )
}

function Result({ result: { passed, failed, answer } }: { readonly result: MailTest }) {
  const { test, troubles } = useSettingsWords().mail
  return (
    <Callout alert tone={failed ? 'bad' : 'good'} title={failed ? test.failed : test.arrived}>
      <ul className={classes.steps}>
        {passed.map((step) => (
          <li key={step}>
            <IconCheck size={16} aria-hidden />
            {test.steps[step]}
            <VisuallyHidden>({test.passed})</VisuallyHidden>
          </li>
        ))}
        {failed && (
          <li>
            <IconX size={16} aria-hidden />
            {test.steps[failed.step]}
            <VisuallyHidden>({test.notPassed})</VisuallyHidden>
          </li>
        )}
      </ul>
      {failed ? (
        <p>
          {troubles[failed.failure]} {failed.answer && <em>{failed.answer}</em>}
        </p>
      ) : (
        <p>
          {test.arrivedLead} <em>{answer}</em>
        </p>
      )}
    </Callout>
  )
}
