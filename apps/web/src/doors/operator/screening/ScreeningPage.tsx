import type { DecisionAnswer, ScreeningAnswer } from '@mibun/server/schemas/issuance/applications';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { addressOf, call } from '../../../api/call.ts';
import { ApiProblem } from '../../../api/client.ts';
import { useAction, useResource } from '../../../api/use-resource.ts';
import {
  Button,
  DecisionBar,
  DecisionButton,
  Loading,
  NotificationBanner,
  Page,
  Problem,
  Timeline,
} from '../../../components/index.ts';
import { useDates, useSay, useText } from '../../../i18n/index.ts';
import { messages } from './messages.ts';
import { FormPane, Hints, RegistryPane } from './Panes.tsx';
import { PhotoPane } from './PhotoPane.tsx';
import { RejectDialog, type Rejection } from './RejectDialog.tsx';

/** What has just been decided, told above the next application. */
interface Done {
  readonly what: 'approved' | 'rejected' | 'takenBack';
  readonly name: string;
  /** What follows from it, in the catalogue's word. */
  readonly next: 'approvedNext' | 'rejectedByMail' | 'rejectedNoMail' | 'takenBackNext';
  /** The approval, while whoever gave it can take it back. */
  readonly approval?: Approval | undefined;
}

interface Approval {
  readonly id: string;
  readonly version: number;
  readonly until: string;
}

/** What a decision is about, as it stood on the page. */
interface Seen {
  readonly params: { readonly id: string };
  readonly version: number;
}

/** What its author can take back, if it is theirs and not yet too late. */
function approvalOf({
  id,
  version,
  takeBackUntil,
}: Pick<DecisionAnswer, 'id' | 'version' | 'takeBackUntil'>): Approval | undefined {
  return takeBackUntil === null ? undefined : { id, version, until: takeBackUntil };
}

/** Refusals that mean that somebody else was first. */
const MEANWHILE = ['CHANGED_MEANWHILE', 'STATE_FORBIDS'];

/** One application: form, photo and registry side by side, and the decision under them. */
export function ScreeningPage() {
  const { id = '' } = useParams();
  const t = useText(messages);
  const dates = useDates();
  const navigate = useNavigate();
  const loaded = useResource('GET /api/screening/:id', { params: { id } });
  const [rejecting, setRejecting] = useState(false);
  const [showCrop, setShowCrop] = useState(true);
  const [done, setDone] = useState<Done>();
  const [late, setLate] = useState<string>();
  // While the next application is being loaded the previous one must not look like it.
  const screening = loaded.data?.id === id ? loaded.data : undefined;
  const undecided = screening?.state === 'SCREENING' && screening.mayDecide;

  const takeBack = useAction(async ({ id: approved, version }: Approval, name: string): Promise<void> => {
    setLate(undefined);
    await call('POST /api/screening/:id/take-back', { params: { id: approved }, body: { version } });
    setDone({ what: 'takenBack', name, next: 'takenBackNext' });
    if (approved === id) loaded.reload();
    else void navigate(`/screening/${encodeURIComponent(approved)}`);
  });
  const goOn = async (after?: Done): Promise<void> => {
    const { items } = await call('GET /api/screening/queue', { query: { state: 'SCREENING' } });
    const at = items.findIndex((item) => item.id === id);
    const others = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))];
    setDone(after);
    setLate(undefined);
    setRejecting(false);
    takeBack.clear();
    const [next] = others;
    if (next === undefined) loaded.reload();
    else void navigate(`/screening/${encodeURIComponent(next.id)}`);
  };
  const decide = useAction(
    async (verb: 'approve' | 'reject', send: (seen: Seen) => Promise<DecisionAnswer>): Promise<void> => {
      let decided: DecisionAnswer;
      if (screening === undefined) return;
      try {
        decided = await send({ params: { id }, version: screening.version });
      } catch (reason) {
        if (!(reason instanceof ApiProblem) || !MEANWHILE.includes(reason.code)) throw reason;
        setLate(id);
        setRejecting(false);
        loaded.reload();
        return;
      }
      const { name } = screening.registry;
      const mailed = screening.form.contactEmail === null ? 'rejectedNoMail' : 'rejectedByMail';
      await goOn(
        verb === 'approve'
          ? { what: 'approved', name, next: 'approvedNext', approval: approvalOf(decided) }
          : { what: 'rejected', name, next: mailed },
      );
    },
  );
  const skip = useAction(() => goOn());
  const approve = () => {
    if (undecided && screening.bars.length === 0) {
      const registryVersion = screening.registry.version;
      void decide.run('approve', ({ params, version }) =>
        call('POST /api/screening/:id/approve', { params, body: { version, registryVersion } }),
      );
    }
  };
  const reject = ({ reasons, note }: Rejection) =>
    void decide.run('reject', ({ params, version }) =>
      call('POST /api/screening/:id/reject', {
        params,
        body: { version, reasons: [...reasons], ...(note.trim() !== '' && { note: note.trim() }) },
      }),
    );
  if (loaded.problem !== undefined && screening === undefined) {
    return <Problem problem={loaded.problem} onRetry={loaded.reload} />;
  }
  if (screening === undefined) return <Loading />;
  const { registry } = screening;
  // Right after the decision it is offered with the news of it, far from where it was pressed.
  const mine = done?.approval?.id === id ? undefined : approvalOf(screening);
  return (
    <Page
      title={t.page.title(registry.name)}
      width="full"
      breadcrumbs={[{ label: t.queue.title, to: '/screening' }, { label: registry.name }]}
      actions={
        // Far from where it is decided: no impatient hand finds one in the place of the other.
        <Button
          variant="outline"
          icon="forward"
          iconSide="end"
          busy={skip.busy}
          onClick={() => void skip.run()}
        >
          {t.page.next}
        </Button>
      }
    >
      <Messages
        screening={screening}
        done={done}
        late={late === id}
        busy={takeBack.busy}
        onTakeBack={(approval, name) => void takeBack.run(approval, name)}
      />
      {takeBack.problem !== undefined && <Problem problem={takeBack.problem} />}
      {decide.problem !== undefined && !rejecting && <Problem problem={decide.problem} />}
      {skip.problem !== undefined && <Problem problem={skip.problem} />}
      <div className="screening">
        <section aria-labelledby="pane-form">
          <h2 id="pane-form">{t.page.form}</h2>
          <FormPane screening={screening} />
        </section>
        <section aria-labelledby="pane-photo" className="screening-middle">
          <h2 id="pane-photo">{t.page.photo}</h2>
          <PhotoPane
            key={id}
            src={
              screening.hasPhoto ? addressOf('GET /api/screening/:id/photo', { params: { id } }) : undefined
            }
            name={registry.name}
            showCrop={showCrop}
            onShowCrop={setShowCrop}
          />
          <Hints screening={screening} />
        </section>
        <section aria-labelledby="pane-registry">
          <h2 id="pane-registry">{t.page.registry}</h2>
          <RegistryPane screening={screening} />
          <History screening={screening} />
        </section>
      </div>
      <DecisionBar
        item={`${screening.id} ${screening.version} ${registry.version}`}
        decisions={
          undecided
            ? [
                {
                  id: 'approve',
                  label: t.page.approve,
                  about: t.page.approveTitle(registry.name),
                  look: { icon: 'check' },
                  shortcut: 'a',
                  disabled: screening.bars.length > 0,
                  busy: decide.busy,
                  onDecide: approve,
                },
                {
                  id: 'reject',
                  label: t.page.reject,
                  about: t.page.reject,
                  look: { variant: 'outline', icon: 'back' },
                  shortcut: 'r',
                  opens: true,
                  onDecide: () => setRejecting(true),
                },
              ]
            : mine === undefined
              ? []
              : [
                  {
                    id: 'take-back',
                    label: t.page.takeBack,
                    about: t.page.takeBack,
                    look: { variant: 'outline', icon: 'back' },
                    busy: takeBack.busy,
                    onDecide: () => void takeBack.run(mine, registry.name),
                  },
                ]
        }
        keys={[
          { shortcut: 'n', label: t.page.next, run: () => void skip.run() },
          { shortcut: 'g', label: t.page.cropKey, run: () => setShowCrop((show) => !show) },
          { shortcut: 'q', label: t.page.queue, run: () => navigate('/screening') },
        ]}
      >
        {mine !== undefined && <p className="small">{t.page.takeBackUntil(dates.time(mine.until))}</p>}
        <p className="small quiet">{t.page.readLogged}</p>
      </DecisionBar>
      <RejectDialog
        open={rejecting}
        item={`${screening.id} ${screening.version}`}
        reasons={screening.reasons}
        suggested={screening.hints
          .map((hint) => hint.id)
          .filter((hint) => screening.reasons.some((reason) => reason.id === hint))}
        busy={decide.busy}
        problem={decide.problem}
        onReject={reject}
        onClose={() => {
          setRejecting(false);
          decide.clear();
        }}
      />
    </Page>
  );
}

function Messages(props: {
  readonly screening: ScreeningAnswer;
  readonly done: Done | undefined;
  readonly late: boolean;
  readonly busy: boolean;
  readonly onTakeBack: (approval: Approval, name: string) => void;
}) {
  const t = useText(messages);
  const say = useSay();
  const dates = useDates();
  const { screening, done, late, busy, onTakeBack } = props;
  const approval = done?.approval;
  const label = say(screening.label);
  return (
    <>
      {done !== undefined && (
        <NotificationBanner
          tone="success"
          title={t.done[done.what](done.name)}
          live
          actions={
            approval !== undefined && (
              <DecisionButton
                variant="outline"
                icon="back"
                item={`${approval.id} ${approval.version} take-back`}
                busy={busy}
                onClick={() => onTakeBack(approval, done.name)}
              >
                {t.page.takeBack}
              </DecisionButton>
            )
          }
        >
          <p>{t.done[done.next]}</p>
          {approval !== undefined && <p>{t.page.takeBackUntil(dates.time(approval.until))}</p>}
        </NotificationBanner>
      )}
      {late && (
        <NotificationBanner tone="warning" title={t.meanwhile.title} live>
          <p>{t.meanwhile.text(label)}</p>
        </NotificationBanner>
      )}
      {!late && screening.state !== 'SCREENING' && done?.what !== 'takenBack' && (
        <NotificationBanner tone="info" title={done === undefined ? t.page.decided(label) : t.done.empty} />
      )}
      {screening.state === 'SCREENING' && !screening.mayDecide && (
        <NotificationBanner tone="info" title={t.page.notYours} />
      )}
    </>
  );
}

function History({ screening }: { readonly screening: ScreeningAnswer }) {
  const t = useText(messages).page;
  const dates = useDates();
  const say = useSay();
  const last = screening.history.length - 1;
  return (
    <>
      <h3>{t.history}</h3>
      <Timeline
        steps={screening.history.map(({ at, label, actorName, reason }, index) => ({
          state: index === last ? 'present' : 'past',
          title: say(label),
          when: `${dates.instant(at)} ${actorName}`,
          detail: reason ?? undefined,
        }))}
      />
    </>
  );
}
