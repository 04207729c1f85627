export interface MediaFormat {
  readonly extension: string;
  readonly contentType: string;
}

interface Signature extends MediaFormat {
  readonly at: number;
  readonly bytes: string;
}

const UNKNOWN: MediaFormat = { extension: "bin", contentType: "application/octet-stream" };
const OFFICE = "application/vnd.openxmlformats-officedocument";

/** What the beginning of a file looks like, as Latin-1. First match wins. */
const SIGNATURES: readonly Signature[] = [
  { at: 0, bytes: "\xff\xd8\xff", extension: "jpg", contentType: "image/jpeg" },
  { at: 0, bytes: "\x89PNG\r\n\x1a\n", extension: "png", contentType: "image/png" },
  { at: 0, bytes: "GIF8", extension: "gif", contentType: "image/gif" },
  { at: 8, bytes: "WEBP", extension: "webp", contentType: "image/webp" },
  { at: 4, bytes: "ftyphei", extension: "heic", contentType: "image/heic" },
  { at: 4, bytes: "ftypmif1", extension: "heic", contentType: "image/heic" },
  { at: 4, bytes: "ftypqt", extension: "mov", contentType: "video/quicktime" },
  { at: 4, bytes: "ftypM4A", extension: "m4a", contentType: "audio/mp4" },
  { at: 4, bytes: "ftyp", extension: "mp4", contentType: "video/mp4" },
  { at: 0, bytes: "#!AMR", extension: "amr", contentType: "audio/amr" },
  { at: 0, bytes: "\x02#!SILK", extension: "silk", contentType: "audio/silk" },
  { at: 0, bytes: "ID3", extension: "mp3", contentType: "audio/mpeg" },
  { at: 8, bytes: "WAVE", extension: "wav", contentType: "audio/wav" },
  { at: 0, bytes: "%PDF-", extension: "pdf", contentType: "application/pdf" },
  {
    at: 0,
    bytes: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    extension: "ole",
    contentType: "application/x-ole-storage",
  },
];

/** Parts by which an Office document tells itself from any other archive. */
const OFFICE_PARTS: readonly (MediaFormat & { readonly part: string })[] = [
  { part: "word/", extension: "docx", contentType: `${OFFICE}.wordprocessingml.document` },
  { part: "xl/", extension: "xlsx", contentType: `${OFFICE}.spreadsheetml.sheet` },
  { part: "ppt/", extension: "pptx", contentType: `${OFFICE}.presentationml.presentation` },
];

/** Bytes of the beginning that `recogniseMedia` wants to see. */
export const SIGNATURE_BYTES = 4_096;

/** The format by the first bytes, never by a name somebody chose; unknown content becomes `bin`. */
export function recogniseMedia(beginning: Uint8Array): MediaFormat {
  const text = Buffer.from(beginning).toString("latin1");
  const found = SIGNATURES.find(({ at, bytes }) => text.startsWith(bytes, at));
  if (found) return { extension: found.extension, contentType: found.contentType };
  return text.startsWith("PK\x03\x04") ? archiveFormat(text) : UNKNOWN;
}

function archiveFormat(text: string): MediaFormat {
  const office = OFFICE_PARTS.find(({ part }) => text.includes(part));
  if (office) return { extension: office.extension, contentType: office.contentType };
  return { extension: "zip", contentType: "application/zip" };
}
