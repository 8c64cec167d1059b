import { checkPhotoFile } from '@mibun/rules';
import type { Finding } from '@mibun/server/schemas/issuance/applications';
import { useState } from 'react';
import { type CallName, callWithFile } from '../../api/call.ts';
import type { ApiProblem, FieldProblem } from '../../api/problem.ts';
import { useAction } from '../../api/use-resource.ts';
import { useLanguage } from '../../i18n/index.ts';
import { cutOf, type View } from './crop.ts';
import { cutPhoto, type PictureKind, preparePhoto } from './photo-file.ts';
import type { PhotoHint } from './photo-hints.ts';
import { greyPicture, photoHints } from './photo-hints.ts';

type PhotoCall = Extract<CallName, `PUT ${string}/photo`>;

/** A photo on its way from the applicant's device to the server. */
export interface PhotoUpload {
  /** The chosen file: refused ones stay so that the person sees which one it was. */
  readonly file: File | null;
  /** The chosen photo, once nothing is wrong with its file; sent already when it is sent at once. */
  readonly picture: File | undefined;
  /** What was chosen, whole: the picture is a part of it. */
  readonly source: File | undefined;
  /** The format that it had, when this page has made a JPEG of it. */
  readonly convertedFrom: PictureKind | undefined;
  readonly busy: boolean;
  readonly hints: readonly PhotoHint[];
  /** Why it was refused, for the field `photo`. */
  readonly errors: readonly FieldProblem[];
  readonly problem: ApiProblem | undefined;
  /** Uses another part of the source. */
  readonly adjust: (view: View) => void;
  readonly choose: (file: File | null) => void;
  /** Sends the picture; resolves with whether the server took it. */
  readonly send: () => Promise<boolean>;
}

/**
 * Checks a chosen photo at once in the browser (PHO-02) and looks for what a screener may mind (PHO-05).
 *
 * @param name where it is PUT
 * @param token bearer token of the draft or correction
 * @param atOnce sends it as soon as it is chosen and then calls `onSent`
 */
export function usePhotoUpload(
  name: PhotoCall,
  token: string,
  atOnce?: { readonly onSent: () => void },
): PhotoUpload {
  const language = useLanguage();
  const [file, setFile] = useState<File | null>(null);
  const [picture, setPicture] = useState<File>();
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const [hints, setHints] = useState<readonly PhotoHint[]>([]);

  const [source, setSource] = useState<File>();
  const [convertedFrom, setConvertedFrom] = useState<PictureKind>();

  const take = useAction(async (given: File): Promise<boolean> => {
    const prepared = await preparePhoto(given);
    const chosen = prepared.file;
    setConvertedFrom(prepared.convertedFrom);
    if (!(await use(chosen))) return false;
    setSource(chosen);
    return true;
  });
  const adjusting = useAction(async (whole: File, view: View): Promise<boolean> => {
    return use(await cutPhoto(whole, (size) => cutOf(size, view), whole.name));
  });
  const sending = useAction(sendNow);

  async function use(chosen: File): Promise<boolean> {
    const wrong = checkPhotoFile(new Uint8Array(await chosen.arrayBuffer()));
    setFindings(wrong);
    if (wrong.length > 0) return false;
    const grey = await greyPicture(chosen);
    if (atOnce !== undefined && !(await sendNow(chosen))) return false;
    setHints(grey === undefined ? [] : photoHints(grey));
    setPicture(chosen);
    atOnce?.onSent();
    return true;
  }

  async function sendNow(chosen: File): Promise<boolean> {
    // The checks have shown that it is one, whatever the file's name says.
    const body = chosen.slice(0, chosen.size, 'image/jpeg');
    const answer = await callWithFile(name, body, { token });
    setFindings(answer.findings);
    if (!answer.accepted) setPicture(undefined);
    return answer.accepted;
  }

  function choose(chosen: File | null): void {
    if (take.busy || adjusting.busy || sending.busy) return;
    setFile(chosen);
    setPicture(undefined);
    setSource(undefined);
    setConvertedFrom(undefined);
    setFindings([]);
    setHints([]);
    take.clear();
    adjusting.clear();
    sending.clear();
    if (chosen !== null) void take.run(chosen);
  }

  return {
    file,
    picture,
    source,
    convertedFrom,
    busy: take.busy || adjusting.busy || sending.busy,
    hints,
    errors: findings.map((finding) => ({ field: 'photo', message: finding[language] })),
    problem: take.problem ?? adjusting.problem ?? sending.problem,
    adjust: (view) => {
      if (source !== undefined) void adjusting.run(source, view);
    },
    choose,
    send: async () => picture !== undefined && (await sending.run(picture)) === true,
  };
}
