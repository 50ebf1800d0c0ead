import { Button } from '@mantine/core'
import { IconDeviceMobile, IconLifebuoy } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { SignInSettings } from '@tendero/model/api'
import { useState } from 'react'
import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { Pill } from '../../design/pill.tsx'
import { useSignInWords } from '../../sign-in/words.ts'
import { Part } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { refreshSecurity, security, useSecurity } from './security.ts'
import { TotpSetupDialog } from './totp-setup-dialog.tsx'

type Asked = 'set-up' | 'take-away' | 'renew' | { readonly codes: readonly string[] } | null

/** Codes from an app, and the recovery codes for the day it is lost. */
export function TwoFactorsPart({ settings }: { readonly settings: SignInSettings }) {
  const words = useSignInWords().security
  const [asked, setAsked] = useState<Asked>(null)
  const close = (): void => setAsked(null)
  const showCodes = (codes: readonly string[] | null): void => {
    void refreshSecurity()
    setAsked(codes ? { codes } : null)
  }
  const guarded = settings.totp || settings.passkeys.length > 0
  return (
    <Part title={words.factors} lead={words.factorsLead}>
      <Sheet label={words.factors}>
        <Line
          mark={<IconDeviceMobile size={20} stroke={1.6} aria-hidden />}
          title={words.totp}
          subtitle={words.totpLead}
          cells={<Pill color={settings.totp ? 'teal' : 'gray'}>{settings.totp ? words.on : words.off}</Pill>}
          actions={
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setAsked(settings.totp ? 'take-away' : 'set-up')}
            >
              {settings.totp ? words.takeAway : words.setUp}
            </Button>
          }
        />
        {guarded && (
          <Line
            mark={<IconLifebuoy size={20} stroke={1.6} aria-hidden />}
            title={words.recoveryCodes}
            subtitle={words.codesLeft(settings.recoveryCodes)}
            actions={
              <Button size="compact-sm" variant="default" onClick={() => setAsked('renew')}>
                {words.renew}
              </Button>
            }
          />
        )}
      </Sheet>
      {asked === 'set-up' && <TotpSetupDialog onClose={close} onDone={showCodes} />}
      {asked === 'take-away' && <TakeAwayTotp onClose={close} />}
      {asked === 'renew' && <RenewCodes onClose={close} onDone={showCodes} />}
      {asked !== null && typeof asked === 'object' && <RecoveryCodes codes={asked.codes} onClose={close} />}
    </Part>
  )
}

function TakeAwayTotp({ onClose }: { readonly onClose: () => void }) {
  const words = useSignInWords().security
  const remove = useSecurity(security.removeTotp, words.totpGone, onClose)
  return (
    <ConfirmDialog
      title={words.totpTakeAwayTitle}
      lead={words.totpTakeAwayLead}
      verb={words.takeAway}
      loading={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    />
  )
}

interface RenewCodesProps {
  readonly onClose: () => void
  readonly onDone: (codes: readonly string[] | null) => void
}

function RenewCodes({ onClose, onDone }: RenewCodesProps) {
  const words = useSignInWords().security
  const renew = useMutation({
    mutationFn: security.renewRecoveryCodes,
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  })
  return (
    <ConfirmDialog
      title={words.renewTitle}
      lead={words.renewLead}
      verb={words.renew}
      loading={renew.isPending}
      error={renew.error}
      onConfirm={() => renew.mutate()}
      onClose={onClose}
    />
  )
}
