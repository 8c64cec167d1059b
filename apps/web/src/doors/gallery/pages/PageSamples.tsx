import { useState } from 'react';
import {
  Button,
  CheckAnswers,
  ConfirmationPanel,
  DangerDialog,
  DoorMark,
  Furigana,
  ModalDialog,
  PinPad,
} from '../../../components/index.ts';
import { doors } from '../../../doors.ts';
import { common, useDates, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { Section } from './Section.tsx';

export function PageSamples() {
  const t = useText(messages);
  return (
    <>
      <DialogSamples />
      <Section id="pages" title={t.sections.pages}>
        <div className="columns">
          <CheckAnswers
            heading={t.sections.pages}
            answers={t.terms3.map((term, index) => ({
              term,
              answer: t.descriptions3[index],
              changeTo: '/',
            }))}
          />
          <ConfirmationPanel
            title={t.confirmTitle}
            reference={{ value: '10482655319977204418326' }}
            next={<p>{t.confirmNext}</p>}
            otherwise={<p>{t.confirmOtherwise}</p>}
          />
        </div>
      </Section>
      <PinSamples />
      <WordSamples />
    </>
  );
}

function DialogSamples() {
  const t = useText(messages);
  const words = useText(common);
  const [open, setOpen] = useState<'plain' | 'danger'>();
  const close = () => setOpen(undefined);
  return (
    <Section id="dialogs" title={t.sections.dialogs}>
      <div className="cluster">
        <Button variant="outline" onClick={() => setOpen('plain')}>
          {t.dialogOpen}
        </Button>
        <Button variant="danger" onClick={() => setOpen('danger')}>
          {t.dangerOpen}
        </Button>
      </div>
      <ModalDialog
        open={open === 'plain'}
        title={t.dialogOpen}
        onClose={close}
        actions={
          <>
            <Button variant="outline" onClick={close}>
              {words.action.cancel}
            </Button>
            <Button onClick={close}>{words.action.continue}</Button>
          </>
        }
      >
        <p>{t.dialogText}</p>
      </ModalDialog>
      <DangerDialog
        open={open === 'danger'}
        title={t.dangerTitle}
        consequences={t.consequences}
        undo={t.undo}
        confirmLabel={t.stop}
        onConfirm={close}
        onClose={close}
      />
    </Section>
  );
}

function PinSamples() {
  const t = useText(messages);
  const [pin, setPin] = useState('');
  const [show, setShow] = useState<'digits' | 'mixed' | 'last' | 'locked'>();
  const kinds = ['digits', 'mixed', 'last', 'locked'] as const;
  return (
    <Section id="pin" title={t.sections.pin}>
      {/* One at a time: a pad takes the focus when it appears. */}
      <div className="cluster">
        {kinds.map((kind) => (
          <Button
            key={kind}
            variant={kind === show ? 'solid' : 'outline'}
            size="sm"
            onClick={() => setShow(kind)}
          >
            PinPad {kind}
          </Button>
        ))}
      </div>
      {show !== undefined && (
        <PinPad
          key={show}
          label={show === 'mixed' ? t.pinMixed : t.pinLabel}
          kind={show === 'mixed' ? 'mixed' : 'digits'}
          value={pin}
          onValue={setPin}
          onSubmit={() => setPin('')}
          triesLeft={show === 'locked' ? 0 : show === 'last' ? 1 : 3}
          error={show === 'last' ? t.pinWrong : undefined}
        />
      )}
    </Section>
  );
}

function WordSamples() {
  const t = useText(messages);
  const names = useText(common).doors;
  const dates = useDates();
  return (
    <Section id="layout" title={t.sections.layout}>
      <p>{t.layoutText}</p>
      <ul className="gallery-doors">
        {Object.values(doors).map((door) => (
          <li key={door.id} data-door={door.id}>
            <DoorMark door={door.id} />
            <span>{names[door.id]}</span>
          </li>
        ))}
      </ul>
      <h3>{t.sections.words}</h3>
      <p>{t.today(dates.date('2026-11-22', { weekday: true }))}</p>
      <p>{t.today(dates.date('2026-11-22', { era: true }))}</p>
      <p lang="ja">
        <Furigana>{t.furigana}</Furigana>
      </p>
    </Section>
  );
}
