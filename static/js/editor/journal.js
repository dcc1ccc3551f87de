// Copies of unsaved texts in this browser (IndexedDB), by account and entry. Signing out erases them.
import { recall, remember } from "../storage.js";

const DATABASE = "tsuzuri-unsaved";
/** Set with the first copy, so that a page without copies need not open the database. */
const USED = "has-unsaved-texts";
const STORE = "texts";

/**
 * @typedef {object} Copy
 * @property {string} key account, kind, primary key or “new”, and a key of the window
 * @property {number} at time in milliseconds
 * @property {Record<string, string[]>} fields values of the form by field name
 */

let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/**
 * Run one request in a transaction; resolves to its result once the data is on disk.
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} ask
 */
async function run(mode, ask) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    const request = ask(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** @param {Copy} copy */
export function put(copy) {
  remember(USED, "1");
  return run("readwrite", (store) => store.put(copy));
}

/** @param {string} key */
export const remove = (key) => run("readwrite", (store) => store.delete(key));

/**
 * @param {string} prefix of the keys
 * @returns {Promise<Copy[]>} newest first
 */
export async function list(prefix) {
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  const copies = await run("readonly", (store) => store.getAll(range));
  return copies.sort((one, other) => other.at - one.at);
}

/** Whether this browser may have copies. */
export const mayHaveCopies = () => recall(USED) !== null;

export const count = () => run("readonly", (store) => store.count());

export async function clear() {
  await run("readwrite", (store) => store.clear());
  remember(USED, null);
}
