CREATE TABLE corrections (
  "key" INTEGER NOT NULL,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  target TEXT NOT NULL,
  field TEXT NOT NULL,
  old JSON,
  new JSON,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  why TEXT NOT NULL,
  exact TEXT,
  prefix TEXT,
  suffix TEXT,
  start INTEGER,
  "end" INTEGER,
  undoes TEXT,
  CONSTRAINT pk_corrections PRIMARY KEY ("key"),
  CONSTRAINT uq_corrections_id UNIQUE (id)
)

CREATE INDEX ix_corrections_document ON corrections (document)

CREATE INDEX ix_corrections_sha256 ON corrections (sha256)

CREATE TABLE documents (
  "key" INTEGER NOT NULL,
  id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  origin TEXT,
  title TEXT,
  url TEXT,
  address TEXT,
  publisher TEXT,
  country TEXT,
  language TEXT,
  published TEXT,
  day TEXT,
  place TEXT,
  partial BOOLEAN NOT NULL,
  length INTEGER NOT NULL,
  notes JSON,
  added_at TEXT NOT NULL,
  text TEXT NOT NULL,
  CONSTRAINT pk_documents PRIMARY KEY ("key"),
  CONSTRAINT uq_documents_id UNIQUE (id),
  CONSTRAINT uq_documents_sha256 UNIQUE (sha256)
)

CREATE INDEX ix_documents_address ON documents (address)

CREATE INDEX ix_documents_country_day ON documents (country, day)

CREATE INDEX ix_documents_day ON documents (day)

CREATE INDEX ix_documents_origin ON documents (origin)

CREATE INDEX ix_documents_publisher ON documents (publisher)

CREATE TABLE people (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT,
  country TEXT,
  CONSTRAINT pk_people PRIMARY KEY (id)
)

CREATE INDEX ix_people_folded ON people (folded)

CREATE TABLE talks (
  "key" INTEGER NOT NULL,
  id TEXT NOT NULL,
  date TEXT,
  format TEXT NOT NULL,
  city TEXT,
  participants JSON,
  countries JSON,
  silent JSON,
  CONSTRAINT pk_talks PRIMARY KEY ("key")
)

CREATE INDEX ix_talks_date ON talks (date)

CREATE INDEX ix_talks_id ON talks (id)

CREATE TABLE captures (
  "key" INTEGER NOT NULL,
  document INTEGER NOT NULL,
  address TEXT NOT NULL,
  url TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  origin TEXT,
  bytes BIGINT,
  media_type TEXT,
  extractor TEXT,
  title TEXT,
  publisher TEXT,
  published TEXT,
  CONSTRAINT pk_captures PRIMARY KEY ("key"),
  CONSTRAINT uq_captures_address_document_seen_at UNIQUE (address, document, seen_at),
  CONSTRAINT fk_captures_document FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE
)

CREATE INDEX ix_captures_document ON captures (document)

CREATE TABLE events (
  "key" INTEGER NOT NULL,
  document INTEGER NOT NULL,
  number INTEGER NOT NULL,
  id TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  confidence FLOAT NOT NULL,
  "by" TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  auxiliary JSON,
  date TEXT,
  place TEXT,
  reported_by TEXT,
  CONSTRAINT pk_events PRIMARY KEY ("key"),
  CONSTRAINT uq_events_document_id UNIQUE (document, id),
  CONSTRAINT fk_events_document FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE
)

CREATE INDEX ix_events_id ON events (id)

CREATE INDEX ix_events_type ON events (type)

CREATE TABLE held (
  "key" INTEGER NOT NULL,
  document INTEGER NOT NULL,
  number INTEGER NOT NULL,
  talks INTEGER,
  CONSTRAINT pk_held PRIMARY KEY ("key"),
  CONSTRAINT uq_held_document_number UNIQUE (document, number),
  CONSTRAINT fk_held_document FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE,
  CONSTRAINT fk_held_talks FOREIGN KEY(talks) REFERENCES talks ("key") ON DELETE SET NULL
)

CREATE INDEX ix_held_talks ON held (talks)

CREATE TABLE meetings (
  "key" INTEGER NOT NULL,
  document INTEGER NOT NULL,
  number INTEGER NOT NULL,
  id TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  confidence FLOAT NOT NULL,
  "by" TEXT NOT NULL,
  format TEXT NOT NULL,
  status TEXT NOT NULL,
  visit_type TEXT,
  date TEXT,
  date_inferred TEXT,
  date_basis TEXT,
  day TEXT,
  venue TEXT,
  city TEXT,
  country TEXT,
  host_person TEXT,
  host_name TEXT,
  host_role TEXT,
  host_country TEXT,
  host_start INTEGER,
  host_end INTEGER,
  host_candidates JSON,
  initiator_person TEXT,
  initiator_name TEXT,
  initiator_role TEXT,
  initiator_country TEXT,
  initiator_start INTEGER,
  initiator_end INTEGER,
  initiator_candidates JSON,
  agenda JSON,
  CONSTRAINT pk_meetings PRIMARY KEY ("key"),
  CONSTRAINT uq_meetings_document_id UNIQUE (document, id),
  CONSTRAINT fk_meetings_document FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE
)

CREATE INDEX ix_meetings_country_day ON meetings (country, day)

CREATE INDEX ix_meetings_day ON meetings (day)

CREATE INDEX ix_meetings_id ON meetings (id)

CREATE TABLE records (
  document INTEGER NOT NULL,
  record BLOB NOT NULL,
  onrecord TEXT NOT NULL,
  versions JSON,
  reader TEXT NOT NULL,
  read_at TEXT NOT NULL,
  unread TEXT,
  corrected INTEGER NOT NULL,
  CONSTRAINT pk_records PRIMARY KEY (document),
  CONSTRAINT fk_records_document FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE
)

CREATE INDEX ix_records_reader ON records (reader)

CREATE TABLE statements (
  "key" INTEGER NOT NULL,
  document INTEGER NOT NULL,
  number INTEGER NOT NULL,
  id TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  confidence FLOAT NOT NULL,
  "by" TEXT NOT NULL,
  kind TEXT NOT NULL,
  act TEXT NOT NULL,
  verbatim BOOLEAN NOT NULL,
  restates TEXT,
  spans JSON,
  source JSON,
  cue JSON,
  CONSTRAINT pk_statements PRIMARY KEY ("key"),
  CONSTRAINT uq_statements_document_id UNIQUE (document, id),
  CONSTRAINT fk_statements_document FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE
)

CREATE INDEX ix_statements_act_document ON statements (act, document)

CREATE INDEX ix_statements_id ON statements (id)

CREATE TABLE talks_reports (
  talks INTEGER NOT NULL,
  document INTEGER NOT NULL,
  number INTEGER NOT NULL,
  CONSTRAINT pk_talks_reports PRIMARY KEY (talks, document),
  CONSTRAINT fk_talks_reports_talks FOREIGN KEY(talks) REFERENCES talks ("key") ON DELETE CASCADE,
  CONSTRAINT fk_talks_reports_document FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

CREATE INDEX ix_talks_reports_document ON talks_reports (document)

CREATE TABLE event_actors (
  event INTEGER NOT NULL,
  part TEXT NOT NULL,
  number INTEGER NOT NULL,
  person TEXT,
  name TEXT,
  role TEXT,
  country TEXT,
  start INTEGER,
  "end" INTEGER,
  candidates JSON,
  CONSTRAINT pk_event_actors PRIMARY KEY (event, part, number),
  CONSTRAINT fk_event_actors_event FOREIGN KEY(event) REFERENCES events ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

CREATE INDEX ix_event_actors_country_event ON event_actors (country, event)

CREATE INDEX ix_event_actors_person_event ON event_actors (person, event)

CREATE TABLE event_contexts (
  event INTEGER NOT NULL,
  context TEXT NOT NULL,
  CONSTRAINT pk_event_contexts PRIMARY KEY (event, context),
  CONSTRAINT fk_event_contexts_event FOREIGN KEY(event) REFERENCES events ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

CREATE INDEX ix_event_contexts_context_event ON event_contexts (context, event)

CREATE TABLE figures (
  "key" INTEGER NOT NULL,
  document INTEGER NOT NULL,
  number INTEGER NOT NULL,
  id TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  confidence FLOAT NOT NULL,
  "by" TEXT NOT NULL,
  statement INTEGER,
  claimant_person TEXT,
  claimant_name TEXT,
  claimant_role TEXT,
  claimant_country TEXT,
  claimant_start INTEGER,
  claimant_end INTEGER,
  claimant_candidates JSON,
  indicator TEXT,
  indicator_text TEXT,
  subject TEXT,
  kind TEXT NOT NULL,
  direction TEXT,
  bound TEXT NOT NULL,
  value FLOAT NOT NULL,
  unit TEXT NOT NULL,
  period TEXT,
  period_inferred TEXT,
  period_basis TEXT,
  baseline TEXT,
  inherited_from TEXT,
  sentence TEXT NOT NULL,
  CONSTRAINT pk_figures PRIMARY KEY ("key"),
  CONSTRAINT uq_figures_document_id UNIQUE (document, id),
  CONSTRAINT fk_figures_document FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE,
  CONSTRAINT fk_figures_statement FOREIGN KEY(statement) REFERENCES statements ("key") ON DELETE CASCADE
)

CREATE INDEX ix_figures_claimant_person ON figures (claimant_person)

CREATE INDEX ix_figures_id ON figures (id)

CREATE INDEX ix_figures_indicator_subject ON figures (indicator, subject)

CREATE INDEX ix_figures_statement ON figures (statement)

CREATE INDEX ix_figures_subject ON figures (subject)

CREATE TABLE held_pairs (
  held INTEGER NOT NULL,
  pair TEXT NOT NULL,
  day INTEGER NOT NULL,
  CONSTRAINT pk_held_pairs PRIMARY KEY (held, pair),
  CONSTRAINT fk_held_pairs_held FOREIGN KEY(held) REFERENCES held ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

CREATE INDEX ix_held_pairs_pair_day ON held_pairs (pair, day)

CREATE TABLE meeting_participants (
  meeting INTEGER NOT NULL,
  number INTEGER NOT NULL,
  person TEXT,
  name TEXT,
  role TEXT,
  country TEXT,
  start INTEGER,
  "end" INTEGER,
  candidates JSON,
  CONSTRAINT pk_meeting_participants PRIMARY KEY (meeting, number),
  CONSTRAINT fk_meeting_participants_meeting FOREIGN KEY(meeting) REFERENCES meetings ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

CREATE INDEX ix_meeting_participants_country_meeting ON meeting_participants (country, meeting)

CREATE INDEX ix_meeting_participants_person_meeting ON meeting_participants (person, meeting)

CREATE TABLE pledges (
  "key" INTEGER NOT NULL,
  document INTEGER NOT NULL,
  number INTEGER NOT NULL,
  id TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  confidence FLOAT NOT NULL,
  "by" TEXT NOT NULL,
  statement INTEGER,
  due TEXT,
  due_inferred TEXT,
  due_basis TEXT,
  condition TEXT,
  sentence TEXT NOT NULL,
  CONSTRAINT pk_pledges PRIMARY KEY ("key"),
  CONSTRAINT uq_pledges_document_id UNIQUE (document, id),
  CONSTRAINT fk_pledges_document FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE,
  CONSTRAINT fk_pledges_statement FOREIGN KEY(statement) REFERENCES statements ("key") ON DELETE CASCADE
)

CREATE INDEX ix_pledges_due ON pledges (due)

CREATE INDEX ix_pledges_id ON pledges (id)

CREATE INDEX ix_pledges_statement ON pledges (statement)

CREATE TABLE statement_speakers (
  statement INTEGER NOT NULL,
  number INTEGER NOT NULL,
  person TEXT,
  name TEXT,
  role TEXT,
  country TEXT,
  start INTEGER,
  "end" INTEGER,
  candidates JSON,
  CONSTRAINT pk_statement_speakers PRIMARY KEY (statement, number),
  CONSTRAINT fk_statement_speakers_statement FOREIGN KEY(statement) REFERENCES statements ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

CREATE INDEX ix_statement_speakers_country_statement ON statement_speakers (country, statement)

CREATE INDEX ix_statement_speakers_person_statement ON statement_speakers (person, statement)

CREATE TABLE statement_topics (
  statement INTEGER NOT NULL,
  topic TEXT NOT NULL,
  CONSTRAINT pk_statement_topics PRIMARY KEY (statement, topic),
  CONSTRAINT fk_statement_topics_statement FOREIGN KEY(statement) REFERENCES statements ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

CREATE INDEX ix_statement_topics_topic_statement ON statement_topics (topic, statement)

CREATE TABLE pledge_makers (
  pledge INTEGER NOT NULL,
  number INTEGER NOT NULL,
  person TEXT,
  name TEXT,
  role TEXT,
  country TEXT,
  start INTEGER,
  "end" INTEGER,
  candidates JSON,
  CONSTRAINT pk_pledge_makers PRIMARY KEY (pledge, number),
  CONSTRAINT fk_pledge_makers_pledge FOREIGN KEY(pledge) REFERENCES pledges ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

CREATE INDEX ix_pledge_makers_country_pledge ON pledge_makers (country, pledge)

CREATE INDEX ix_pledge_makers_person_pledge ON pledge_makers (person, pledge)

CREATE VIRTUAL TABLE statements_fts USING fts5(text, content='statements', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2')

CREATE TRIGGER statements_fts_added AFTER INSERT ON statements BEGIN INSERT INTO statements_fts(rowid, text) VALUES (new.key, new.text); END

CREATE TRIGGER statements_fts_gone AFTER DELETE ON statements BEGIN INSERT INTO statements_fts(statements_fts, rowid, text) VALUES ('delete', old.key, old.text); END

CREATE TRIGGER statements_fts_changed AFTER UPDATE OF text ON statements BEGIN INSERT INTO statements_fts(statements_fts, rowid, text) VALUES ('delete', old.key, old.text); INSERT INTO statements_fts(rowid, text) VALUES (new.key, new.text); END

CREATE VIRTUAL TABLE documents_fts USING fts5(title, text, content='documents', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2')

CREATE TRIGGER documents_fts_added AFTER INSERT ON documents BEGIN INSERT INTO documents_fts(rowid, title, text) VALUES (new.key, new.title, new.text); END

CREATE TRIGGER documents_fts_gone AFTER DELETE ON documents BEGIN INSERT INTO documents_fts(documents_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text); END

CREATE TRIGGER documents_fts_changed AFTER UPDATE OF title, text ON documents BEGIN INSERT INTO documents_fts(documents_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text); INSERT INTO documents_fts(rowid, title, text) VALUES (new.key, new.title, new.text); END
