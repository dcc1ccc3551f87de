BEGIN TRANSACTION;
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_accountpolicy" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sign_up_open" bool NOT NULL);
CREATE TABLE "accounts_device" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(64) NOT NULL, "name" varchar(100) NOT NULL, "network" varchar(50) NOT NULL, "session_key" varchar(40) NOT NULL, "first_seen_at" datetime NOT NULL, "last_seen_at" datetime NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_device_per_user_and_key" UNIQUE ("user_id", "key"));
CREATE TABLE "accounts_emailchange" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "old_email" varchar(254) NOT NULL, "new_email" varchar(254) NOT NULL, "old_digest" varchar(64) NOT NULL, "new_digest" varchar(64) NOT NULL, "stop_digest" varchar(64) NOT NULL, "old_confirmed_at" datetime NULL, "new_confirmed_at" datetime NULL, "asked_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "user_id" bigint NOT NULL UNIQUE REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_firststep" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "digest" varchar(64) NOT NULL, "expires_at" datetime NOT NULL);
CREATE TABLE "accounts_invitation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "email" varchar(254) NOT NULL, "roles" text NOT NULL CHECK ((JSON_VALID("roles") OR "roles" IS NULL)), "language" varchar(10) NOT NULL, "words" text NOT NULL, "digest" varchar(64) NOT NULL UNIQUE, "sent_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "accepted_at" datetime NULL, "revoked_at" datetime NULL, "accepted_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "invited_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_portrait" ("user_id" bigint NOT NULL PRIMARY KEY REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "name" varchar(20) NOT NULL UNIQUE, "webp" BLOB NOT NULL);
INSERT INTO "accounts_portrait" VALUES(1,'49987ffa9b164d69bc2c',X'52494646');
CREATE TABLE "accounts_signup" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "email" varchar(254) NOT NULL UNIQUE, "digest" varchar(64) NOT NULL UNIQUE, "expires_at" datetime NOT NULL);
CREATE TABLE "accounts_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "name" varchar(80) NOT NULL, "email" varchar(254) NOT NULL, "language" varchar(10) NOT NULL, "sessions_ended" integer unsigned NOT NULL CHECK ("sessions_ended" >= 0));
INSERT INTO "accounts_user" VALUES(1,'md5$AdQpEQGRiuauoaJmrHSCvS$84599d47d1fbe7c401313c00ba7d38a5',NULL,1,'owner',1,1,'2026-11-29 06:28:54.292422','','owner@example.com','',0);
INSERT INTO "accounts_user" VALUES(2,'',NULL,0,'decider',0,1,'2026-11-29 06:28:55.126760','','','',0);
CREATE TABLE "accounts_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "accounts_user_groups" VALUES(1,1,4);
CREATE TABLE "accounts_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "audit_auditsettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "keep_days" integer unsigned NOT NULL CHECK ("keep_days" >= 0));
CREATE TABLE "audit_event" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "moment" datetime NOT NULL, "until" datetime NULL, "times" integer unsigned NOT NULL CHECK ("times" >= 0), "actor_kind" varchar(10) NOT NULL, "actor_name" varchar(200) NOT NULL, "verb" varchar(30) NOT NULL, "target_kind" varchar(80) NOT NULL, "target_pk" varchar(40) NOT NULL, "target_title" varchar(200) NOT NULL, "changed" text NOT NULL CHECK ((JSON_VALID("changed") OR "changed" IS NULL)), "note" varchar(200) NOT NULL, "request_id" varchar(64) NOT NULL, "words" text NOT NULL, "actor_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "audit_event" VALUES(1,'2026-11-29 06:28:54.300998',NULL,1,'system','','role_given','accounts.user','1','owner','[]','administrator','','owner  administrator',NULL);
INSERT INTO "audit_event" VALUES(2,'2026-11-29 06:28:54.798092',NULL,1,'system','','published','blog.post','1','記事8の題名','[]','','','記事8の題名  ',NULL);
INSERT INTO "audit_event" VALUES(3,'2026-11-29 06:28:54.809110',NULL,1,'system','','added','blog.post','2','記事9の題名','[]','','','記事9の題名  ',NULL);
INSERT INTO "audit_event" VALUES(4,'2026-11-29 06:28:54.817077',NULL,1,'system','','handed_in','blog.post','3','記事10の題名','[]','','','記事10の題名  ',NULL);
INSERT INTO "audit_event" VALUES(5,'2026-11-29 06:28:54.825889',NULL,1,'system','','scheduled','blog.post','4','記事11の題名','[]','','','記事11の題名  ',NULL);
INSERT INTO "audit_event" VALUES(6,'2026-11-29 06:28:54.832759',NULL,1,'system','','added','blog.post','5','記事12の題名','[]','','','記事12の題名  ',NULL);
INSERT INTO "audit_event" VALUES(7,'2026-11-29 06:28:54.841019',NULL,1,'system','','published','blog.post','6','記事13の題名','[]','','','記事13の題名  ',NULL);
INSERT INTO "audit_event" VALUES(8,'2026-11-29 06:28:54.853150',NULL,1,'system','','trashed','blog.post','6','記事13の題名','[]','','','記事13の題名  ',NULL);
INSERT INTO "audit_event" VALUES(9,'2026-11-29 06:28:54.869361',NULL,1,'system','','added','blog.page','1','固定頁14','[]','','','固定頁14  ',NULL);
INSERT INTO "audit_event" VALUES(10,'2026-11-29 06:28:54.873012',NULL,1,'system','','published','blog.page','2','固定頁15','[]','','','固定頁15  ',NULL);
INSERT INTO "audit_event" VALUES(11,'2026-11-29 06:28:55.178667',NULL,1,'person','decider','comment_held','comments.comment','3','記事8の題名','[]','','','記事8の題名 decider ',2);
INSERT INTO "audit_event" VALUES(12,'2026-11-29 06:28:55.203334',NULL,1,'person','decider','comment_spam','comments.comment','4','記事8の題名','[]','','','記事8の題名 decider ',2);
INSERT INTO "audit_event" VALUES(13,'2026-11-29 06:28:55.229691',NULL,1,'person','decider','comment_removed','comments.comment','5','記事8の題名','[]','','','記事8の題名 decider ',2);
INSERT INTO "audit_event" VALUES(14,'2026-11-29 06:28:55.235535',NULL,1,'person','owner','handed_in','blog.post','1','記事8の題名','[]','','','記事8の題名 owner ',1);
INSERT INTO "audit_event" VALUES(15,'2026-11-29 06:28:55.236025',NULL,1,'person','owner','picture_taken','accounts.user','1','owner','[]','','','owner owner ',1);
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
INSERT INTO "auth_group" VALUES(1,'author');
INSERT INTO "auth_group" VALUES(2,'editor');
INSERT INTO "auth_group" VALUES(3,'moderator');
INSERT INTO "auth_group" VALUES(4,'administrator');
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "auth_group_permissions" VALUES(1,4,5);
INSERT INTO "auth_group_permissions" VALUES(2,4,6);
INSERT INTO "auth_group_permissions" VALUES(3,4,7);
INSERT INTO "auth_group_permissions" VALUES(4,2,13);
INSERT INTO "auth_group_permissions" VALUES(5,2,14);
INSERT INTO "auth_group_permissions" VALUES(6,2,15);
INSERT INTO "auth_group_permissions" VALUES(7,4,13);
INSERT INTO "auth_group_permissions" VALUES(8,4,14);
INSERT INTO "auth_group_permissions" VALUES(9,4,15);
INSERT INTO "auth_group_permissions" VALUES(10,2,16);
INSERT INTO "auth_group_permissions" VALUES(11,2,17);
INSERT INTO "auth_group_permissions" VALUES(12,2,18);
INSERT INTO "auth_group_permissions" VALUES(13,2,19);
INSERT INTO "auth_group_permissions" VALUES(14,2,21);
INSERT INTO "auth_group_permissions" VALUES(15,4,16);
INSERT INTO "auth_group_permissions" VALUES(16,4,17);
INSERT INTO "auth_group_permissions" VALUES(17,4,18);
INSERT INTO "auth_group_permissions" VALUES(18,4,19);
INSERT INTO "auth_group_permissions" VALUES(19,4,21);
INSERT INTO "auth_group_permissions" VALUES(20,1,64);
INSERT INTO "auth_group_permissions" VALUES(21,1,33);
INSERT INTO "auth_group_permissions" VALUES(22,1,65);
INSERT INTO "auth_group_permissions" VALUES(23,1,67);
INSERT INTO "auth_group_permissions" VALUES(24,1,68);
INSERT INTO "auth_group_permissions" VALUES(25,1,37);
INSERT INTO "auth_group_permissions" VALUES(26,1,69);
INSERT INTO "auth_group_permissions" VALUES(27,1,70);
INSERT INTO "auth_group_permissions" VALUES(28,1,45);
INSERT INTO "auth_group_permissions" VALUES(29,1,29);
INSERT INTO "auth_group_permissions" VALUES(30,1,25);
INSERT INTO "auth_group_permissions" VALUES(31,1,26);
INSERT INTO "auth_group_permissions" VALUES(32,1,60);
INSERT INTO "auth_group_permissions" VALUES(33,1,61);
INSERT INTO "auth_group_permissions" VALUES(34,1,62);
INSERT INTO "auth_group_permissions" VALUES(35,2,22);
INSERT INTO "auth_group_permissions" VALUES(36,2,23);
INSERT INTO "auth_group_permissions" VALUES(37,2,24);
INSERT INTO "auth_group_permissions" VALUES(38,2,25);
INSERT INTO "auth_group_permissions" VALUES(39,2,26);
INSERT INTO "auth_group_permissions" VALUES(40,2,27);
INSERT INTO "auth_group_permissions" VALUES(41,2,28);
INSERT INTO "auth_group_permissions" VALUES(42,2,29);
INSERT INTO "auth_group_permissions" VALUES(43,2,30);
INSERT INTO "auth_group_permissions" VALUES(44,2,31);
INSERT INTO "auth_group_permissions" VALUES(45,2,32);
INSERT INTO "auth_group_permissions" VALUES(46,2,33);
INSERT INTO "auth_group_permissions" VALUES(47,2,34);
INSERT INTO "auth_group_permissions" VALUES(48,2,35);
INSERT INTO "auth_group_permissions" VALUES(49,2,36);
INSERT INTO "auth_group_permissions" VALUES(50,2,37);
INSERT INTO "auth_group_permissions" VALUES(51,2,42);
INSERT INTO "auth_group_permissions" VALUES(52,2,43);
INSERT INTO "auth_group_permissions" VALUES(53,2,44);
INSERT INTO "auth_group_permissions" VALUES(54,2,45);
INSERT INTO "auth_group_permissions" VALUES(55,2,47);
INSERT INTO "auth_group_permissions" VALUES(56,2,48);
INSERT INTO "auth_group_permissions" VALUES(57,2,50);
INSERT INTO "auth_group_permissions" VALUES(58,2,51);
INSERT INTO "auth_group_permissions" VALUES(59,2,52);
INSERT INTO "auth_group_permissions" VALUES(60,2,53);
INSERT INTO "auth_group_permissions" VALUES(61,2,54);
INSERT INTO "auth_group_permissions" VALUES(62,2,55);
INSERT INTO "auth_group_permissions" VALUES(63,2,56);
INSERT INTO "auth_group_permissions" VALUES(64,2,57);
INSERT INTO "auth_group_permissions" VALUES(65,2,58);
INSERT INTO "auth_group_permissions" VALUES(66,2,59);
INSERT INTO "auth_group_permissions" VALUES(67,2,60);
INSERT INTO "auth_group_permissions" VALUES(68,2,61);
INSERT INTO "auth_group_permissions" VALUES(69,2,62);
INSERT INTO "auth_group_permissions" VALUES(70,2,64);
INSERT INTO "auth_group_permissions" VALUES(71,2,65);
INSERT INTO "auth_group_permissions" VALUES(72,2,66);
INSERT INTO "auth_group_permissions" VALUES(73,2,67);
INSERT INTO "auth_group_permissions" VALUES(74,2,68);
INSERT INTO "auth_group_permissions" VALUES(75,2,69);
INSERT INTO "auth_group_permissions" VALUES(76,2,70);
INSERT INTO "auth_group_permissions" VALUES(77,2,71);
INSERT INTO "auth_group_permissions" VALUES(78,2,72);
INSERT INTO "auth_group_permissions" VALUES(79,2,73);
INSERT INTO "auth_group_permissions" VALUES(80,2,74);
INSERT INTO "auth_group_permissions" VALUES(81,2,77);
INSERT INTO "auth_group_permissions" VALUES(82,2,78);
INSERT INTO "auth_group_permissions" VALUES(83,2,80);
INSERT INTO "auth_group_permissions" VALUES(84,2,81);
INSERT INTO "auth_group_permissions" VALUES(85,2,82);
INSERT INTO "auth_group_permissions" VALUES(86,2,83);
INSERT INTO "auth_group_permissions" VALUES(87,2,84);
INSERT INTO "auth_group_permissions" VALUES(88,2,85);
INSERT INTO "auth_group_permissions" VALUES(89,2,86);
INSERT INTO "auth_group_permissions" VALUES(90,2,88);
INSERT INTO "auth_group_permissions" VALUES(91,2,90);
INSERT INTO "auth_group_permissions" VALUES(92,2,95);
INSERT INTO "auth_group_permissions" VALUES(93,2,96);
INSERT INTO "auth_group_permissions" VALUES(94,2,97);
INSERT INTO "auth_group_permissions" VALUES(95,2,98);
INSERT INTO "auth_group_permissions" VALUES(96,4,22);
INSERT INTO "auth_group_permissions" VALUES(97,4,23);
INSERT INTO "auth_group_permissions" VALUES(98,4,24);
INSERT INTO "auth_group_permissions" VALUES(99,4,25);
INSERT INTO "auth_group_permissions" VALUES(100,4,26);
INSERT INTO "auth_group_permissions" VALUES(101,4,27);
INSERT INTO "auth_group_permissions" VALUES(102,4,28);
INSERT INTO "auth_group_permissions" VALUES(103,4,29);
INSERT INTO "auth_group_permissions" VALUES(104,4,30);
INSERT INTO "auth_group_permissions" VALUES(105,4,31);
INSERT INTO "auth_group_permissions" VALUES(106,4,32);
INSERT INTO "auth_group_permissions" VALUES(107,4,33);
INSERT INTO "auth_group_permissions" VALUES(108,4,34);
INSERT INTO "auth_group_permissions" VALUES(109,4,35);
INSERT INTO "auth_group_permissions" VALUES(110,4,36);
INSERT INTO "auth_group_permissions" VALUES(111,4,37);
INSERT INTO "auth_group_permissions" VALUES(112,4,42);
INSERT INTO "auth_group_permissions" VALUES(113,4,43);
INSERT INTO "auth_group_permissions" VALUES(114,4,44);
INSERT INTO "auth_group_permissions" VALUES(115,4,45);
INSERT INTO "auth_group_permissions" VALUES(116,4,46);
INSERT INTO "auth_group_permissions" VALUES(117,4,47);
INSERT INTO "auth_group_permissions" VALUES(118,4,48);
INSERT INTO "auth_group_permissions" VALUES(119,4,49);
INSERT INTO "auth_group_permissions" VALUES(120,4,50);
INSERT INTO "auth_group_permissions" VALUES(121,4,51);
INSERT INTO "auth_group_permissions" VALUES(122,4,52);
INSERT INTO "auth_group_permissions" VALUES(123,4,53);
INSERT INTO "auth_group_permissions" VALUES(124,4,54);
INSERT INTO "auth_group_permissions" VALUES(125,4,55);
INSERT INTO "auth_group_permissions" VALUES(126,4,56);
INSERT INTO "auth_group_permissions" VALUES(127,4,57);
INSERT INTO "auth_group_permissions" VALUES(128,4,58);
INSERT INTO "auth_group_permissions" VALUES(129,4,59);
INSERT INTO "auth_group_permissions" VALUES(130,4,60);
INSERT INTO "auth_group_permissions" VALUES(131,4,61);
INSERT INTO "auth_group_permissions" VALUES(132,4,62);
INSERT INTO "auth_group_permissions" VALUES(133,4,63);
INSERT INTO "auth_group_permissions" VALUES(134,4,64);
INSERT INTO "auth_group_permissions" VALUES(135,4,65);
INSERT INTO "auth_group_permissions" VALUES(136,4,66);
INSERT INTO "auth_group_permissions" VALUES(137,4,67);
INSERT INTO "auth_group_permissions" VALUES(138,4,68);
INSERT INTO "auth_group_permissions" VALUES(139,4,69);
INSERT INTO "auth_group_permissions" VALUES(140,4,70);
INSERT INTO "auth_group_permissions" VALUES(141,4,71);
INSERT INTO "auth_group_permissions" VALUES(142,4,72);
INSERT INTO "auth_group_permissions" VALUES(143,4,73);
INSERT INTO "auth_group_permissions" VALUES(144,4,74);
INSERT INTO "auth_group_permissions" VALUES(145,4,77);
INSERT INTO "auth_group_permissions" VALUES(146,4,78);
INSERT INTO "auth_group_permissions" VALUES(147,4,80);
INSERT INTO "auth_group_permissions" VALUES(148,4,81);
INSERT INTO "auth_group_permissions" VALUES(149,4,82);
INSERT INTO "auth_group_permissions" VALUES(150,4,83);
INSERT INTO "auth_group_permissions" VALUES(151,4,84);
INSERT INTO "auth_group_permissions" VALUES(152,4,85);
INSERT INTO "auth_group_permissions" VALUES(153,4,86);
INSERT INTO "auth_group_permissions" VALUES(154,4,88);
INSERT INTO "auth_group_permissions" VALUES(155,4,90);
INSERT INTO "auth_group_permissions" VALUES(156,4,95);
INSERT INTO "auth_group_permissions" VALUES(157,4,96);
INSERT INTO "auth_group_permissions" VALUES(158,4,97);
INSERT INTO "auth_group_permissions" VALUES(159,4,98);
INSERT INTO "auth_group_permissions" VALUES(160,4,99);
INSERT INTO "auth_group_permissions" VALUES(161,4,100);
INSERT INTO "auth_group_permissions" VALUES(162,4,101);
INSERT INTO "auth_group_permissions" VALUES(163,4,102);
INSERT INTO "auth_group_permissions" VALUES(164,4,103);
INSERT INTO "auth_group_permissions" VALUES(165,4,104);
INSERT INTO "auth_group_permissions" VALUES(166,4,106);
INSERT INTO "auth_group_permissions" VALUES(167,4,119);
INSERT INTO "auth_group_permissions" VALUES(168,4,120);
INSERT INTO "auth_group_permissions" VALUES(169,4,122);
INSERT INTO "auth_group_permissions" VALUES(170,1,128);
INSERT INTO "auth_group_permissions" VALUES(171,1,130);
INSERT INTO "auth_group_permissions" VALUES(172,1,127);
INSERT INTO "auth_group_permissions" VALUES(173,2,128);
INSERT INTO "auth_group_permissions" VALUES(174,2,129);
INSERT INTO "auth_group_permissions" VALUES(175,2,130);
INSERT INTO "auth_group_permissions" VALUES(176,2,127);
INSERT INTO "auth_group_permissions" VALUES(177,4,128);
INSERT INTO "auth_group_permissions" VALUES(178,4,129);
INSERT INTO "auth_group_permissions" VALUES(179,4,130);
INSERT INTO "auth_group_permissions" VALUES(180,4,131);
INSERT INTO "auth_group_permissions" VALUES(181,4,127);
INSERT INTO "auth_group_permissions" VALUES(182,4,133);
INSERT INTO "auth_group_permissions" VALUES(183,4,134);
INSERT INTO "auth_group_permissions" VALUES(184,4,135);
INSERT INTO "auth_group_permissions" VALUES(185,4,145);
INSERT INTO "auth_group_permissions" VALUES(186,4,147);
INSERT INTO "auth_group_permissions" VALUES(187,4,148);
INSERT INTO "auth_group_permissions" VALUES(188,4,149);
INSERT INTO "auth_group_permissions" VALUES(189,4,151);
INSERT INTO "auth_group_permissions" VALUES(190,2,156);
INSERT INTO "auth_group_permissions" VALUES(191,3,156);
INSERT INTO "auth_group_permissions" VALUES(192,4,153);
INSERT INTO "auth_group_permissions" VALUES(193,4,155);
INSERT INTO "auth_group_permissions" VALUES(194,4,156);
INSERT INTO "auth_group_permissions" VALUES(195,4,157);
INSERT INTO "auth_group_permissions" VALUES(196,2,159);
INSERT INTO "auth_group_permissions" VALUES(197,4,162);
INSERT INTO "auth_group_permissions" VALUES(198,4,159);
INSERT INTO "auth_group_permissions" VALUES(199,3,208);
INSERT INTO "auth_group_permissions" VALUES(200,4,208);
INSERT INTO "auth_group_permissions" VALUES(201,2,214);
INSERT INTO "auth_group_permissions" VALUES(202,3,224);
INSERT INTO "auth_group_permissions" VALUES(203,3,225);
INSERT INTO "auth_group_permissions" VALUES(204,3,226);
INSERT INTO "auth_group_permissions" VALUES(205,3,227);
INSERT INTO "auth_group_permissions" VALUES(206,3,228);
INSERT INTO "auth_group_permissions" VALUES(207,3,218);
INSERT INTO "auth_group_permissions" VALUES(208,3,220);
INSERT INTO "auth_group_permissions" VALUES(209,3,221);
INSERT INTO "auth_group_permissions" VALUES(210,3,222);
INSERT INTO "auth_group_permissions" VALUES(211,3,223);
INSERT INTO "auth_group_permissions" VALUES(212,4,224);
INSERT INTO "auth_group_permissions" VALUES(213,4,225);
INSERT INTO "auth_group_permissions" VALUES(214,4,226);
INSERT INTO "auth_group_permissions" VALUES(215,4,227);
INSERT INTO "auth_group_permissions" VALUES(216,4,228);
INSERT INTO "auth_group_permissions" VALUES(217,4,214);
INSERT INTO "auth_group_permissions" VALUES(218,4,218);
INSERT INTO "auth_group_permissions" VALUES(219,4,219);
INSERT INTO "auth_group_permissions" VALUES(220,4,220);
INSERT INTO "auth_group_permissions" VALUES(221,4,221);
INSERT INTO "auth_group_permissions" VALUES(222,4,222);
INSERT INTO "auth_group_permissions" VALUES(223,4,223);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
INSERT INTO "auth_permission" VALUES(1,1,'add_logentry','Can add log entry');
INSERT INTO "auth_permission" VALUES(2,1,'change_logentry','Can change log entry');
INSERT INTO "auth_permission" VALUES(3,1,'delete_logentry','Can delete log entry');
INSERT INTO "auth_permission" VALUES(4,1,'view_logentry','Can view log entry');
INSERT INTO "auth_permission" VALUES(5,2,'change_backupschedule','Can change schedule of backups');
INSERT INTO "auth_permission" VALUES(6,3,'view_backup','Can view backup');
INSERT INTO "auth_permission" VALUES(7,3,'make_backup','Can make backups');
INSERT INTO "auth_permission" VALUES(8,4,'add_contactsettings','Can add contact form');
INSERT INTO "auth_permission" VALUES(9,4,'change_contactsettings','Can change contact form');
INSERT INTO "auth_permission" VALUES(10,4,'delete_contactsettings','Can delete contact form');
INSERT INTO "auth_permission" VALUES(11,4,'view_contactsettings','Can view contact form');
INSERT INTO "auth_permission" VALUES(12,5,'add_contactmessage','Can add message');
INSERT INTO "auth_permission" VALUES(13,5,'change_contactmessage','Can change message');
INSERT INTO "auth_permission" VALUES(14,5,'delete_contactmessage','Can delete message');
INSERT INTO "auth_permission" VALUES(15,5,'view_contactmessage','Can view message');
INSERT INTO "auth_permission" VALUES(16,6,'view_missedquery','Can view search without results');
INSERT INTO "auth_permission" VALUES(17,6,'delete_missedquery','Can delete search without results');
INSERT INTO "auth_permission" VALUES(18,7,'add_synonyms','Can add synonyms');
INSERT INTO "auth_permission" VALUES(19,7,'change_synonyms','Can change synonyms');
INSERT INTO "auth_permission" VALUES(20,7,'delete_synonyms','Can delete synonyms');
INSERT INTO "auth_permission" VALUES(21,7,'view_synonyms','Can view synonyms');
INSERT INTO "auth_permission" VALUES(22,9,'add_series','Can add series');
INSERT INTO "auth_permission" VALUES(23,9,'change_series','Can change series');
INSERT INTO "auth_permission" VALUES(24,9,'delete_series','Can delete series');
INSERT INTO "auth_permission" VALUES(25,9,'view_series','Can view series');
INSERT INTO "auth_permission" VALUES(26,10,'add_tag','Can add tag');
INSERT INTO "auth_permission" VALUES(27,10,'change_tag','Can change tag');
INSERT INTO "auth_permission" VALUES(28,10,'delete_tag','Can delete tag');
INSERT INTO "auth_permission" VALUES(29,10,'view_tag','Can view tag');
INSERT INTO "auth_permission" VALUES(30,11,'add_ad','Can add ad');
INSERT INTO "auth_permission" VALUES(31,11,'change_ad','Can change ad');
INSERT INTO "auth_permission" VALUES(32,11,'delete_ad','Can delete ad');
INSERT INTO "auth_permission" VALUES(33,11,'view_ad','Can view ad');
INSERT INTO "auth_permission" VALUES(34,12,'add_author','Can add author');
INSERT INTO "auth_permission" VALUES(35,12,'change_author','Can change author');
INSERT INTO "auth_permission" VALUES(36,12,'delete_author','Can delete author');
INSERT INTO "auth_permission" VALUES(37,12,'view_author','Can view author');
INSERT INTO "auth_permission" VALUES(38,13,'add_blogsettings','Can add settings of the blog');
INSERT INTO "auth_permission" VALUES(39,13,'change_blogsettings','Can change settings of the blog');
INSERT INTO "auth_permission" VALUES(40,13,'delete_blogsettings','Can delete settings of the blog');
INSERT INTO "auth_permission" VALUES(41,13,'view_blogsettings','Can view settings of the blog');
INSERT INTO "auth_permission" VALUES(42,14,'add_category','Can add category');
INSERT INTO "auth_permission" VALUES(43,14,'change_category','Can change category');
INSERT INTO "auth_permission" VALUES(44,14,'delete_category','Can delete category');
INSERT INTO "auth_permission" VALUES(45,14,'view_category','Can view category');
INSERT INTO "auth_permission" VALUES(46,14,'purge_term','Can delete categories, tags and series for good');
INSERT INTO "auth_permission" VALUES(47,15,'add_page','Can add page');
INSERT INTO "auth_permission" VALUES(48,15,'change_page','Can change page');
INSERT INTO "auth_permission" VALUES(49,15,'delete_page','Can delete page');
INSERT INTO "auth_permission" VALUES(50,15,'view_page','Can view page');
INSERT INTO "auth_permission" VALUES(51,15,'publish_page','Can publish pages');
INSERT INTO "auth_permission" VALUES(52,15,'edit_any_page','Can edit pages of others');
INSERT INTO "auth_permission" VALUES(53,16,'add_pageauthor','Can add author');
INSERT INTO "auth_permission" VALUES(54,16,'change_pageauthor','Can change author');
INSERT INTO "auth_permission" VALUES(55,16,'delete_pageauthor','Can delete author');
INSERT INTO "auth_permission" VALUES(56,16,'view_pageauthor','Can view author');
INSERT INTO "auth_permission" VALUES(57,17,'add_persona','Can add persona');
INSERT INTO "auth_permission" VALUES(58,17,'change_persona','Can change persona');
INSERT INTO "auth_permission" VALUES(59,17,'delete_persona','Can delete persona');
INSERT INTO "auth_permission" VALUES(60,17,'view_persona','Can view persona');
INSERT INTO "auth_permission" VALUES(61,18,'add_post','Can add post');
INSERT INTO "auth_permission" VALUES(62,18,'change_post','Can change post');
INSERT INTO "auth_permission" VALUES(63,18,'delete_post','Can delete post');
INSERT INTO "auth_permission" VALUES(64,18,'view_post','Can view post');
INSERT INTO "auth_permission" VALUES(65,18,'publish_post','Can publish posts');
INSERT INTO "auth_permission" VALUES(66,18,'edit_any_post','Can edit posts of others');
INSERT INTO "auth_permission" VALUES(67,19,'add_postauthor','Can add author');
INSERT INTO "auth_permission" VALUES(68,19,'change_postauthor','Can change author');
INSERT INTO "auth_permission" VALUES(69,19,'delete_postauthor','Can delete author');
INSERT INTO "auth_permission" VALUES(70,19,'view_postauthor','Can view author');
INSERT INTO "auth_permission" VALUES(71,20,'add_profilelink','Can add profile');
INSERT INTO "auth_permission" VALUES(72,20,'change_profilelink','Can change profile');
INSERT INTO "auth_permission" VALUES(73,20,'delete_profilelink','Can delete profile');
INSERT INTO "auth_permission" VALUES(74,20,'view_profilelink','Can view profile');
INSERT INTO "auth_permission" VALUES(75,21,'add_oldpath','Can add old address');
INSERT INTO "auth_permission" VALUES(76,21,'change_oldpath','Can change old address');
INSERT INTO "auth_permission" VALUES(77,21,'delete_oldpath','Can delete old address');
INSERT INTO "auth_permission" VALUES(78,21,'view_oldpath','Can view old address');
INSERT INTO "auth_permission" VALUES(79,23,'add_missedpath','Can add address not found');
INSERT INTO "auth_permission" VALUES(80,23,'change_missedpath','Can change address not found');
INSERT INTO "auth_permission" VALUES(81,23,'delete_missedpath','Can delete address not found');
INSERT INTO "auth_permission" VALUES(82,23,'view_missedpath','Can view address not found');
INSERT INTO "auth_permission" VALUES(83,24,'add_redirect','Can add redirect');
INSERT INTO "auth_permission" VALUES(84,24,'change_redirect','Can change redirect');
INSERT INTO "auth_permission" VALUES(85,24,'delete_redirect','Can delete redirect');
INSERT INTO "auth_permission" VALUES(86,24,'view_redirect','Can view redirect');
INSERT INTO "auth_permission" VALUES(87,25,'add_menu','Can add menu');
INSERT INTO "auth_permission" VALUES(88,25,'change_menu','Can change menu');
INSERT INTO "auth_permission" VALUES(89,25,'delete_menu','Can delete menu');
INSERT INTO "auth_permission" VALUES(90,25,'view_menu','Can view menu');
INSERT INTO "auth_permission" VALUES(91,26,'add_menuitem','Can add entry of a menu');
INSERT INTO "auth_permission" VALUES(92,26,'change_menuitem','Can change entry of a menu');
INSERT INTO "auth_permission" VALUES(93,26,'delete_menuitem','Can delete entry of a menu');
INSERT INTO "auth_permission" VALUES(94,26,'view_menuitem','Can view entry of a menu');
INSERT INTO "auth_permission" VALUES(95,27,'add_sidebarwidget','Can add piece of the sidebar');
INSERT INTO "auth_permission" VALUES(96,27,'change_sidebarwidget','Can change piece of the sidebar');
INSERT INTO "auth_permission" VALUES(97,27,'delete_sidebarwidget','Can delete piece of the sidebar');
INSERT INTO "auth_permission" VALUES(98,27,'view_sidebarwidget','Can view piece of the sidebar');
INSERT INTO "auth_permission" VALUES(99,28,'add_user','Can add user');
INSERT INTO "auth_permission" VALUES(100,28,'change_user','Can change user');
INSERT INTO "auth_permission" VALUES(101,28,'delete_user','Can delete user');
INSERT INTO "auth_permission" VALUES(102,28,'view_user','Can view user');
INSERT INTO "auth_permission" VALUES(103,29,'add_accountpolicy','Can add sign-up');
INSERT INTO "auth_permission" VALUES(104,29,'change_accountpolicy','Can change sign-up');
INSERT INTO "auth_permission" VALUES(105,29,'delete_accountpolicy','Can delete sign-up');
INSERT INTO "auth_permission" VALUES(106,29,'view_accountpolicy','Can view sign-up');
INSERT INTO "auth_permission" VALUES(107,30,'add_firststep','Can add first step');
INSERT INTO "auth_permission" VALUES(108,30,'change_firststep','Can change first step');
INSERT INTO "auth_permission" VALUES(109,30,'delete_firststep','Can delete first step');
INSERT INTO "auth_permission" VALUES(110,30,'view_firststep','Can view first step');
INSERT INTO "auth_permission" VALUES(111,31,'add_signup','Can add sign up');
INSERT INTO "auth_permission" VALUES(112,31,'change_signup','Can change sign up');
INSERT INTO "auth_permission" VALUES(113,31,'delete_signup','Can delete sign up');
INSERT INTO "auth_permission" VALUES(114,31,'view_signup','Can view sign up');
INSERT INTO "auth_permission" VALUES(115,32,'add_emailchange','Can add email change');
INSERT INTO "auth_permission" VALUES(116,32,'change_emailchange','Can change email change');
INSERT INTO "auth_permission" VALUES(117,32,'delete_emailchange','Can delete email change');
INSERT INTO "auth_permission" VALUES(118,32,'view_emailchange','Can view email change');
INSERT INTO "auth_permission" VALUES(119,33,'add_invitation','Can add invitation');
INSERT INTO "auth_permission" VALUES(120,33,'change_invitation','Can change invitation');
INSERT INTO "auth_permission" VALUES(121,33,'delete_invitation','Can delete invitation');
INSERT INTO "auth_permission" VALUES(122,33,'view_invitation','Can view invitation');
INSERT INTO "auth_permission" VALUES(123,34,'add_device','Can add device');
INSERT INTO "auth_permission" VALUES(124,34,'change_device','Can change device');
INSERT INTO "auth_permission" VALUES(125,34,'delete_device','Can delete device');
INSERT INTO "auth_permission" VALUES(126,34,'view_device','Can view device');
INSERT INTO "auth_permission" VALUES(127,36,'add_image','Can add image');
INSERT INTO "auth_permission" VALUES(128,36,'change_image','Can change image');
INSERT INTO "auth_permission" VALUES(129,36,'delete_image','Can delete image');
INSERT INTO "auth_permission" VALUES(130,36,'view_image','Can view image');
INSERT INTO "auth_permission" VALUES(131,36,'purge_image','Can delete images for good');
INSERT INTO "auth_permission" VALUES(132,37,'add_outgoingmail','Can add mail');
INSERT INTO "auth_permission" VALUES(133,37,'change_outgoingmail','Can change mail');
INSERT INTO "auth_permission" VALUES(134,37,'delete_outgoingmail','Can delete mail');
INSERT INTO "auth_permission" VALUES(135,37,'view_outgoingmail','Can view mail');
INSERT INTO "auth_permission" VALUES(136,38,'add_confirmation','Can add confirmation');
INSERT INTO "auth_permission" VALUES(137,38,'change_confirmation','Can change confirmation');
INSERT INTO "auth_permission" VALUES(138,38,'delete_confirmation','Can delete confirmation');
INSERT INTO "auth_permission" VALUES(139,38,'view_confirmation','Can view confirmation');
INSERT INTO "auth_permission" VALUES(140,39,'add_mailserver','Can add mail server');
INSERT INTO "auth_permission" VALUES(141,39,'change_mailserver','Can change mail server');
INSERT INTO "auth_permission" VALUES(142,39,'delete_mailserver','Can delete mail server');
INSERT INTO "auth_permission" VALUES(143,39,'view_mailserver','Can view mail server');
INSERT INTO "auth_permission" VALUES(144,40,'add_mailsettings','Can add mail settings');
INSERT INTO "auth_permission" VALUES(145,40,'change_mailsettings','Can change mail settings');
INSERT INTO "auth_permission" VALUES(146,40,'delete_mailsettings','Can delete mail settings');
INSERT INTO "auth_permission" VALUES(147,40,'view_mailsettings','Can view mail settings');
INSERT INTO "auth_permission" VALUES(148,41,'add_address','Can add mail address');
INSERT INTO "auth_permission" VALUES(149,41,'change_address','Can change mail address');
INSERT INTO "auth_permission" VALUES(150,41,'delete_address','Can delete mail address');
INSERT INTO "auth_permission" VALUES(151,41,'view_address','Can view mail address');
INSERT INTO "auth_permission" VALUES(152,42,'add_auditsettings','Can add keeping of the log');
INSERT INTO "auth_permission" VALUES(153,42,'change_auditsettings','Can change keeping of the log');
INSERT INTO "auth_permission" VALUES(154,42,'delete_auditsettings','Can delete keeping of the log');
INSERT INTO "auth_permission" VALUES(155,42,'view_auditsettings','Can view keeping of the log');
INSERT INTO "auth_permission" VALUES(156,43,'view_content_events','Can see what others did with content');
INSERT INTO "auth_permission" VALUES(157,43,'view_every_event','Can see what everybody did');
INSERT INTO "auth_permission" VALUES(158,44,'add_sitesettings','Can add site settings');
INSERT INTO "auth_permission" VALUES(159,44,'change_sitesettings','Can change site settings');
INSERT INTO "auth_permission" VALUES(160,44,'delete_sitesettings','Can delete site settings');
INSERT INTO "auth_permission" VALUES(161,44,'view_sitesettings','Can view site settings');
INSERT INTO "auth_permission" VALUES(162,44,'administer_site','Can change what the site is');
INSERT INTO "auth_permission" VALUES(163,45,'add_permission','Can add permission');
INSERT INTO "auth_permission" VALUES(164,45,'change_permission','Can change permission');
INSERT INTO "auth_permission" VALUES(165,45,'delete_permission','Can delete permission');
INSERT INTO "auth_permission" VALUES(166,45,'view_permission','Can view permission');
INSERT INTO "auth_permission" VALUES(167,46,'add_group','Can add group');
INSERT INTO "auth_permission" VALUES(168,46,'change_group','Can change group');
INSERT INTO "auth_permission" VALUES(169,46,'delete_group','Can delete group');
INSERT INTO "auth_permission" VALUES(170,46,'view_group','Can view group');
INSERT INTO "auth_permission" VALUES(171,47,'add_contenttype','Can add content type');
INSERT INTO "auth_permission" VALUES(172,47,'change_contenttype','Can change content type');
INSERT INTO "auth_permission" VALUES(173,47,'delete_contenttype','Can delete content type');
INSERT INTO "auth_permission" VALUES(174,47,'view_contenttype','Can view content type');
INSERT INTO "auth_permission" VALUES(175,48,'add_session','Can add session');
INSERT INTO "auth_permission" VALUES(176,48,'change_session','Can change session');
INSERT INTO "auth_permission" VALUES(177,48,'delete_session','Can delete session');
INSERT INTO "auth_permission" VALUES(178,48,'view_session','Can view session');
INSERT INTO "auth_permission" VALUES(179,49,'add_site','Can add site');
INSERT INTO "auth_permission" VALUES(180,49,'change_site','Can change site');
INSERT INTO "auth_permission" VALUES(181,49,'delete_site','Can delete site');
INSERT INTO "auth_permission" VALUES(182,49,'view_site','Can view site');
INSERT INTO "auth_permission" VALUES(183,50,'add_emailaddress','Can add email address');
INSERT INTO "auth_permission" VALUES(184,50,'change_emailaddress','Can change email address');
INSERT INTO "auth_permission" VALUES(185,50,'delete_emailaddress','Can delete email address');
INSERT INTO "auth_permission" VALUES(186,50,'view_emailaddress','Can view email address');
INSERT INTO "auth_permission" VALUES(187,51,'add_emailconfirmation','Can add email confirmation');
INSERT INTO "auth_permission" VALUES(188,51,'change_emailconfirmation','Can change email confirmation');
INSERT INTO "auth_permission" VALUES(189,51,'delete_emailconfirmation','Can delete email confirmation');
INSERT INTO "auth_permission" VALUES(190,51,'view_emailconfirmation','Can view email confirmation');
INSERT INTO "auth_permission" VALUES(191,52,'add_authenticator','Can add authenticator');
INSERT INTO "auth_permission" VALUES(192,52,'change_authenticator','Can change authenticator');
INSERT INTO "auth_permission" VALUES(193,52,'delete_authenticator','Can delete authenticator');
INSERT INTO "auth_permission" VALUES(194,52,'view_authenticator','Can view authenticator');
INSERT INTO "auth_permission" VALUES(195,53,'add_xtdcomment','Can add comment');
INSERT INTO "auth_permission" VALUES(196,53,'change_xtdcomment','Can change comment');
INSERT INTO "auth_permission" VALUES(197,53,'delete_xtdcomment','Can delete comment');
INSERT INTO "auth_permission" VALUES(198,53,'view_xtdcomment','Can view comment');
INSERT INTO "auth_permission" VALUES(199,53,'can_moderate','Can moderate comments');
INSERT INTO "auth_permission" VALUES(200,54,'add_blacklisteddomain','Can add black listed domain');
INSERT INTO "auth_permission" VALUES(201,54,'change_blacklisteddomain','Can change black listed domain');
INSERT INTO "auth_permission" VALUES(202,54,'delete_blacklisteddomain','Can delete black listed domain');
INSERT INTO "auth_permission" VALUES(203,54,'view_blacklisteddomain','Can view black listed domain');
INSERT INTO "auth_permission" VALUES(204,55,'add_comment','Can add comment');
INSERT INTO "auth_permission" VALUES(205,55,'change_comment','Can change comment');
INSERT INTO "auth_permission" VALUES(206,55,'delete_comment','Can delete comment');
INSERT INTO "auth_permission" VALUES(207,55,'view_comment','Can view comment');
INSERT INTO "auth_permission" VALUES(208,55,'can_moderate','Can moderate comments');
INSERT INTO "auth_permission" VALUES(209,56,'add_commentflag','Can add comment flag');
INSERT INTO "auth_permission" VALUES(210,56,'change_commentflag','Can change comment flag');
INSERT INTO "auth_permission" VALUES(211,56,'delete_commentflag','Can delete comment flag');
INSERT INTO "auth_permission" VALUES(212,56,'view_commentflag','Can view comment flag');
INSERT INTO "auth_permission" VALUES(213,57,'add_commentpolicy','Can add comment policy');
INSERT INTO "auth_permission" VALUES(214,57,'change_commentpolicy','Can change comment policy');
INSERT INTO "auth_permission" VALUES(215,57,'delete_commentpolicy','Can delete comment policy');
INSERT INTO "auth_permission" VALUES(216,57,'view_commentpolicy','Can view comment policy');
INSERT INTO "auth_permission" VALUES(217,58,'add_comment','Can add comment');
INSERT INTO "auth_permission" VALUES(218,58,'change_comment','Can change comment');
INSERT INTO "auth_permission" VALUES(219,58,'delete_comment','Can delete comment');
INSERT INTO "auth_permission" VALUES(220,58,'view_comment','Can view comment');
INSERT INTO "auth_permission" VALUES(221,60,'add_ban','Can add rule about writers');
INSERT INTO "auth_permission" VALUES(222,60,'change_ban','Can change rule about writers');
INSERT INTO "auth_permission" VALUES(223,60,'delete_ban','Can delete rule about writers');
INSERT INTO "auth_permission" VALUES(224,60,'view_ban','Can view rule about writers');
INSERT INTO "auth_permission" VALUES(225,61,'add_cannedreply','Can add answer at hand');
INSERT INTO "auth_permission" VALUES(226,61,'change_cannedreply','Can change answer at hand');
INSERT INTO "auth_permission" VALUES(227,61,'delete_cannedreply','Can delete answer at hand');
INSERT INTO "auth_permission" VALUES(228,61,'view_cannedreply','Can view answer at hand');
INSERT INTO "auth_permission" VALUES(229,62,'add_filtersettings','Can add comment filter');
INSERT INTO "auth_permission" VALUES(230,62,'change_filtersettings','Can change comment filter');
INSERT INTO "auth_permission" VALUES(231,62,'delete_filtersettings','Can delete comment filter');
INSERT INTO "auth_permission" VALUES(232,62,'view_filtersettings','Can view comment filter');
INSERT INTO "auth_permission" VALUES(233,64,'add_like','Can add like');
INSERT INTO "auth_permission" VALUES(234,64,'change_like','Can change like');
INSERT INTO "auth_permission" VALUES(235,64,'delete_like','Can delete like');
INSERT INTO "auth_permission" VALUES(236,64,'view_like','Can view like');
INSERT INTO "auth_permission" VALUES(237,65,'add_note','Can add note');
INSERT INTO "auth_permission" VALUES(238,65,'change_note','Can change note');
INSERT INTO "auth_permission" VALUES(239,65,'delete_note','Can delete note');
INSERT INTO "auth_permission" VALUES(240,65,'view_note','Can view note');
INSERT INTO "auth_permission" VALUES(241,66,'add_replywish','Can add wish for answers by mail');
INSERT INTO "auth_permission" VALUES(242,66,'change_replywish','Can change wish for answers by mail');
INSERT INTO "auth_permission" VALUES(243,66,'delete_replywish','Can delete wish for answers by mail');
INSERT INTO "auth_permission" VALUES(244,66,'view_replywish','Can view wish for answers by mail');
INSERT INTO "auth_permission" VALUES(245,67,'add_report','Can add report');
INSERT INTO "auth_permission" VALUES(246,67,'change_report','Can change report');
INSERT INTO "auth_permission" VALUES(247,67,'delete_report','Can delete report');
INSERT INTO "auth_permission" VALUES(248,67,'view_report','Can view report');
INSERT INTO "auth_permission" VALUES(249,68,'add_slowmode','Can add slow mode');
INSERT INTO "auth_permission" VALUES(250,68,'change_slowmode','Can change slow mode');
INSERT INTO "auth_permission" VALUES(251,68,'delete_slowmode','Can delete slow mode');
INSERT INTO "auth_permission" VALUES(252,68,'view_slowmode','Can view slow mode');
INSERT INTO "auth_permission" VALUES(253,69,'add_dbtaskresult','Can add Task Result');
INSERT INTO "auth_permission" VALUES(254,69,'change_dbtaskresult','Can change Task Result');
INSERT INTO "auth_permission" VALUES(255,69,'delete_dbtaskresult','Can delete Task Result');
INSERT INTO "auth_permission" VALUES(256,69,'view_dbtaskresult','Can view Task Result');
CREATE TABLE "backups_backup" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "made_at" datetime NOT NULL, "ended_at" datetime NULL, "state" varchar(10) NOT NULL, "cause" varchar(20) NOT NULL, "file_name" varchar(100) NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "has_media" bool NOT NULL, "is_encrypted" bool NOT NULL, "gone" integer unsigned NOT NULL CHECK ("gone" >= 0), "trouble" varchar(20) NOT NULL, "detail" text NOT NULL, "asked_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "backups_backupschedule" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "rhythm" varchar(10) NOT NULL, "hour" smallint unsigned NOT NULL CHECK ("hour" >= 0), "include_media" bool NOT NULL, "keep_daily" smallint unsigned NOT NULL CHECK ("keep_daily" >= 0), "keep_weekly" smallint unsigned NOT NULL CHECK ("keep_weekly" >= 0), "keep_monthly" smallint unsigned NOT NULL CHECK ("keep_monthly" >= 0));
CREATE TABLE "blog_ad" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(60) NOT NULL UNIQUE, "label" varchar(40) NOT NULL, "text" varchar(300) NOT NULL, "url" varchar(1000) NOT NULL, "position" varchar(20) NOT NULL, "heading_number" smallint unsigned NOT NULL CHECK ("heading_number" >= 0), "is_active" bool NOT NULL, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "image_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_author" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "reading" varchar(80) NOT NULL, "slug" varchar(100) NOT NULL UNIQUE, "bio" text NOT NULL, "bio_html" text NOT NULL, "renderer_version" varchar(20) NOT NULL, "avatar_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL UNIQUE REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_author" VALUES(1,'綴野はじめ','','hajime','','','',NULL,1);
CREATE TABLE "blog_blogsettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "default_cover_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "logo_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "icon_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "icons" text NOT NULL CHECK ((JSON_VALID("icons") OR "icons" IS NULL)), "ads_txt" text NOT NULL, "robots_additions" text NOT NULL);
CREATE TABLE "blog_blogsettings_ads_excluded_categories" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "blogsettings_id" bigint NOT NULL REFERENCES "blog_blogsettings" ("id") DEFERRABLE INITIALLY DEFERRED, "category_id" bigint NOT NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_blogsettings_ads_excluded_tags" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "blogsettings_id" bigint NOT NULL REFERENCES "blog_blogsettings" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" bigint NOT NULL REFERENCES "blog_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_category" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "slug" varchar(100) NOT NULL, "description" text NOT NULL, "path" varchar(500) NOT NULL, "trashed_at" datetime NULL, "home_shelf" bool NOT NULL, "parent_id" bigint NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED, "moved_to_id" bigint NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_category" VALUES(1,'技術','tech','','tech',NULL,0,NULL,NULL);
INSERT INTO "blog_category" VALUES(2,'糸','thread','','tech/thread',NULL,0,1,NULL);
CREATE TABLE "blog_menu" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "place" varchar(10) NOT NULL UNIQUE, "version" integer unsigned NOT NULL CHECK ("version" >= 0));
CREATE TABLE "blog_menuitem" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "level" smallint unsigned NOT NULL CHECK ("level" >= 0), "label" varchar(80) NOT NULL, "kind" varchar(10) NOT NULL, "target" bigint unsigned NULL CHECK ("target" >= 0), "url" varchar(500) NOT NULL, "menu_id" bigint NOT NULL REFERENCES "blog_menu" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "menu_item_order_once" UNIQUE ("menu_id", "order"), CONSTRAINT "menu_item_two_levels" CHECK ("level" <= 1));
CREATE TABLE "blog_missedpath" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(200) NOT NULL UNIQUE, "count" integer unsigned NOT NULL CHECK ("count" >= 0), "is_internal" bool NOT NULL, "is_ignored" bool NOT NULL, "first_on" date NOT NULL, "last_on" date NOT NULL);
INSERT INTO "blog_missedpath" VALUES(1,'/lost/',3,0,0,'2026-01-01','2026-02-01');
CREATE TABLE "blog_oldpath" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(700) NOT NULL UNIQUE, "object_id" bigint unsigned NOT NULL CHECK ("object_id" >= 0), "created_at" datetime NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_oldpath" VALUES(1,'/posts/former/',1,'2026-11-29 06:28:55.233451',18);
CREATE TABLE "blog_page" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(200) NOT NULL, "body" text NOT NULL, "hard_breaks" bool NULL, "language" varchar(10) NOT NULL, "excerpt" text NOT NULL, "title_html" text NOT NULL, "body_html" text NOT NULL, "body_text" text NOT NULL, "derived_excerpt" text NOT NULL, "toc" text NOT NULL CHECK ((JSON_VALID("toc") OR "toc" IS NULL)), "characters" integer unsigned NOT NULL CHECK ("characters" >= 0), "has_ai_section" bool NOT NULL, "renderer_version" varchar(20) NOT NULL, "status" varchar(12) NOT NULL, "published_at" datetime NULL, "first_published_at" datetime NULL, "go_live_at" datetime NULL, "expire_at" datetime NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "trashed_at" datetime NULL, "status_before_trash" varchar(12) NOT NULL, "cover_alt" varchar(300) NOT NULL, "comment_mode" varchar(10) NOT NULL, "comments_close_after_days" smallint unsigned NULL CHECK ("comments_close_after_days" >= 0), "comment_count" integer unsigned NOT NULL CHECK ("comment_count" >= 0), "is_advertising" bool NOT NULL, "ai_use" varchar(10) NOT NULL, "canonical_url" varchar(500) NOT NULL, "meta_description" varchar(300) NOT NULL, "noindex" bool NOT NULL, "slug" varchar(100) NOT NULL UNIQUE, "cover_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "no_ads" bool NOT NULL);
INSERT INTO "blog_page" VALUES(1,'固定頁14','固定頁14の本文です。',NULL,'ja','','固定頁14','<p>固定頁14の本文です。</p>
','固定頁14の本文です。','固定頁14の本文です。','[]',11,0,'1','draft',NULL,NULL,NULL,NULL,'2026-11-29 06:28:54.868345','2026-11-29 06:28:54.865325',NULL,'','','default',NULL,0,0,'none','','',0,'page-14',NULL,0);
INSERT INTO "blog_page" VALUES(2,'固定頁15','固定頁15の本文です。',NULL,'ja','','固定頁15','<p>固定頁15の本文です。</p>
','固定頁15の本文です。','固定頁15の本文です。','[]',11,0,'1','published','2026-11-29 06:28:54.870635','2026-11-29 06:28:54.870635',NULL,NULL,'2026-11-29 06:28:54.872495','2026-11-29 06:28:54.870635',NULL,'','','default',NULL,0,0,'none','','',0,'about',NULL,0);
CREATE TABLE "blog_pageauthor" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "author_id" bigint NOT NULL REFERENCES "blog_author" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" bigint NOT NULL REFERENCES "blog_page" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "page_author_once" UNIQUE ("page_id", "author_id"));
INSERT INTO "blog_pageauthor" VALUES(1,0,1,1);
INSERT INTO "blog_pageauthor" VALUES(2,0,1,2);
CREATE TABLE "blog_persona" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(60) NOT NULL UNIQUE, "name" varchar(60) NOT NULL, "side" varchar(5) NOT NULL, "shape" varchar(10) NOT NULL, "avatar_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_persona" VALUES(1,'speaker-6','話者6','left','speech',NULL);
CREATE TABLE "blog_post" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(200) NOT NULL, "body" text NOT NULL, "hard_breaks" bool NULL, "language" varchar(10) NOT NULL, "excerpt" text NOT NULL, "title_html" text NOT NULL, "body_html" text NOT NULL, "body_text" text NOT NULL, "derived_excerpt" text NOT NULL, "toc" text NOT NULL CHECK ((JSON_VALID("toc") OR "toc" IS NULL)), "characters" integer unsigned NOT NULL CHECK ("characters" >= 0), "has_ai_section" bool NOT NULL, "renderer_version" varchar(20) NOT NULL, "status" varchar(12) NOT NULL, "published_at" datetime NULL, "first_published_at" datetime NULL, "go_live_at" datetime NULL, "expire_at" datetime NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "trashed_at" datetime NULL, "status_before_trash" varchar(12) NOT NULL, "cover_alt" varchar(300) NOT NULL, "comment_mode" varchar(10) NOT NULL, "comments_close_after_days" smallint unsigned NULL CHECK ("comments_close_after_days" >= 0), "comment_count" integer unsigned NOT NULL CHECK ("comment_count" >= 0), "is_advertising" bool NOT NULL, "ai_use" varchar(10) NOT NULL, "canonical_url" varchar(500) NOT NULL, "meta_description" varchar(300) NOT NULL, "noindex" bool NOT NULL, "slug" varchar(100) NOT NULL UNIQUE, "series_position" smallint unsigned NULL CHECK ("series_position" >= 0), "category_id" bigint NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED, "cover_id" bigint NULL REFERENCES "images_image" ("id") DEFERRABLE INITIALLY DEFERRED, "series_id" bigint NULL REFERENCES "blog_series" ("id") DEFERRABLE INITIALLY DEFERRED, "no_ads" bool NOT NULL, "home_place" varchar(8) NOT NULL);
INSERT INTO "blog_post" VALUES(1,'記事8の題名','記事8の本文です。',NULL,'ja','','記事8の<wbr>題名','<p>記事8の本文です。</p>
','記事8の本文です。','記事8の本文です。','[]',9,0,'1','published','2026-11-29 05:28:54.784925','2026-11-29 05:28:54.784925',NULL,NULL,'2026-11-29 06:28:54.796776','2026-11-29 06:28:54.785123',NULL,'','','default',NULL,2,0,'none','','',0,'kept',NULL,2,1,1,0,'');
INSERT INTO "blog_post" VALUES(2,'記事9の題名','記事9の本文です。',NULL,'ja','','記事9の<wbr>題名','<p>記事9の本文です。</p>
','記事9の本文です。','記事9の本文です。','[]',9,0,'1','draft',NULL,NULL,NULL,NULL,'2026-11-29 06:28:54.808329','2026-11-29 06:28:54.801973',NULL,'','','default',NULL,0,0,'none','','',0,'post-9',NULL,NULL,NULL,NULL,0,'');
INSERT INTO "blog_post" VALUES(3,'記事10の題名','記事10の本文です。',NULL,'ja','','記事10の<wbr>題名','<p>記事10の本文です。</p>
','記事10の本文です。','記事10の本文です。','[]',10,0,'1','in_review',NULL,NULL,NULL,NULL,'2026-11-29 06:28:54.816404','2026-11-29 06:28:54.811023',NULL,'','','default',NULL,0,0,'none','','',0,'post-10',NULL,NULL,NULL,NULL,0,'');
INSERT INTO "blog_post" VALUES(4,'記事11の題名','記事11の本文です。',NULL,'ja','','記事11の<wbr>題名','<p>記事11の本文です。</p>
','記事11の本文です。','記事11の本文です。','[]',10,0,'1','scheduled','2026-11-30 06:28:54.818929',NULL,'2026-11-30 06:28:54.818929',NULL,'2026-11-29 06:28:54.825234','2026-11-29 06:28:54.819001',NULL,'','','default',NULL,0,0,'none','','',0,'post-11',NULL,NULL,NULL,NULL,0,'');
INSERT INTO "blog_post" VALUES(5,'記事12の題名','記事12の本文です。',NULL,'ja','','記事12の<wbr>題名','<p>記事12の本文です。</p>
','記事12の本文です。','記事12の本文です。','[]',10,0,'1','private',NULL,NULL,NULL,NULL,'2026-11-29 06:28:54.831413','2026-11-29 06:28:54.827678',NULL,'','','default',NULL,0,0,'none','','',0,'post-12',NULL,NULL,NULL,NULL,0,'');
INSERT INTO "blog_post" VALUES(6,'記事13の題名','記事13の本文です。',NULL,'ja','','記事13の<wbr>題名','<p>記事13の本文です。</p>
','記事13の本文です。','記事13の本文です。','[]',10,0,'1','trashed','2026-11-29 05:28:54.834450','2026-11-29 05:28:54.834450',NULL,NULL,'2026-11-29 06:28:54.840380','2026-11-29 06:28:54.834521','2026-11-29 06:28:54.842742','published','','default',NULL,0,0,'none','','',0,'post-13',NULL,NULL,NULL,NULL,0,'');
CREATE TABLE "blog_post_tags" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "post_id" bigint NOT NULL REFERENCES "blog_post" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" bigint NOT NULL REFERENCES "blog_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_post_tags" VALUES(1,1,1);
CREATE TABLE "blog_postauthor" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "author_id" bigint NOT NULL REFERENCES "blog_author" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" bigint NOT NULL REFERENCES "blog_post" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "post_author_once" UNIQUE ("post_id", "author_id"));
INSERT INTO "blog_postauthor" VALUES(1,0,1,1);
INSERT INTO "blog_postauthor" VALUES(2,0,1,2);
INSERT INTO "blog_postauthor" VALUES(3,0,1,3);
INSERT INTO "blog_postauthor" VALUES(4,0,1,4);
INSERT INTO "blog_postauthor" VALUES(5,0,1,5);
INSERT INTO "blog_postauthor" VALUES(6,0,1,6);
CREATE TABLE "blog_profilelink" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "service" varchar(20) NOT NULL, "url" varchar(500) NOT NULL, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "author_id" bigint NULL REFERENCES "blog_author" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_redirect" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(700) NOT NULL UNIQUE, "kind" smallint unsigned NOT NULL CHECK ("kind" >= 0), "target" varchar(1000) NOT NULL, "object_id" bigint unsigned NULL CHECK ("object_id" >= 0), "note" varchar(200) NOT NULL, "hits" integer unsigned NOT NULL CHECK ("hits" >= 0), "last_hit_on" date NULL, "created_at" datetime NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_series" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "description" text NOT NULL, "trashed_at" datetime NULL, "slug" varchar(100) NOT NULL, "moved_to_id" bigint NULL REFERENCES "blog_series" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_series" VALUES(1,'連載7','',NULL,'series-7',NULL);
CREATE TABLE "blog_sidebarwidget" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(12) NOT NULL, "title" varchar(60) NOT NULL, "order" smallint unsigned NOT NULL CHECK ("order" >= 0), "count" smallint unsigned NOT NULL CHECK ("count" >= 0), "period" varchar(8) NOT NULL, "body" text NOT NULL, "body_html" text NOT NULL, "renderer_version" varchar(20) NOT NULL, "author_id" bigint NULL REFERENCES "blog_author" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "blog_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL, "description" text NOT NULL, "trashed_at" datetime NULL, "slug" varchar(100) NOT NULL, "moved_to_id" bigint NULL REFERENCES "blog_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "blog_tag" VALUES(1,'タグ4','',NULL,'tag-4',NULL);
CREATE TABLE "blog_termmove" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(20) NOT NULL, "term_pk" bigint NOT NULL, "position" smallint unsigned NULL CHECK ("position" >= 0), "was_added" bool NOT NULL, "child_id" bigint NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED, "child_parent_id" bigint NULL REFERENCES "blog_category" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" bigint NULL REFERENCES "blog_post" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "cache" (
    "cache_key" varchar(255) NOT NULL PRIMARY KEY,
    "value" text NOT NULL,
    "expires" datetime NOT NULL
);
CREATE TABLE "comments_ban" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(10) NOT NULL, "value" varchar(200) NOT NULL, "effect" varchar(10) NOT NULL, "note" varchar(200) NOT NULL, "created_at" datetime NOT NULL, "expires_at" datetime NULL, "comment_id" integer NULL REFERENCES "comments_comment" ("xtdcomment_ptr_id") DEFERRABLE INITIALLY DEFERRED, "created_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_ban_per_value" UNIQUE ("kind", "value"));
CREATE TABLE "comments_cannedreply" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(60) NOT NULL, "text" text NOT NULL, "order" smallint unsigned NOT NULL CHECK ("order" >= 0));
CREATE TABLE "comments_comment" ("xtdcomment_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "django_comments_xtd_xtdcomment" ("comment_ptr_id") DEFERRABLE INITIALLY DEFERRED, "state" varchar(10) NOT NULL, "previous_state" varchar(10) NOT NULL, "entry_key" varchar(40) NOT NULL, "root" integer NOT NULL, "path" varchar(200) NOT NULL, "body_html" text NOT NULL, "language" varchar(10) NOT NULL, "renderer_version" varchar(20) NOT NULL, "removed_at" datetime NULL, "daily_id" varchar(8) NOT NULL, "edited_at" datetime NULL, "held_for" varchar(10) NOT NULL, "is_closed" bool NOT NULL, "learnt_as" varchar(4) NOT NULL, "like_count" integer unsigned NOT NULL CHECK ("like_count" >= 0), "network_key" varchar(43) NOT NULL, "opinion_asked_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "rank" smallint NOT NULL, "report_count" integer unsigned NOT NULL CHECK ("report_count" >= 0), "signals" text NOT NULL CHECK ((JSON_VALID("signals") OR "signals" IS NULL)), "spam_score" smallint NULL, "writer_key" varchar(43) NOT NULL, "shown_at" datetime NULL, "size" integer unsigned NOT NULL CHECK ("size" >= 0));
INSERT INTO "comments_comment" VALUES(1,'approved','','blog.post:1',1,'0000000001','<p>感想16です。</p>
','ja','1',NULL,'',NULL,'',0,'',0,'',NULL,1,0,'[]',NULL,'',NULL,725);
INSERT INTO "comments_comment" VALUES(2,'approved','','blog.post:1',1,'00000000010000000002','<p>感想17です。</p>
','ja','1',NULL,'',NULL,'',0,'',0,'',NULL,1,0,'[]',NULL,'',NULL,725);
INSERT INTO "comments_comment" VALUES(3,'held','approved','blog.post:1',3,'0000000003','<p>感想18です。</p>
','ja','1',NULL,'',NULL,'',0,'',0,'',NULL,1,0,'[]',NULL,'',NULL,725);
INSERT INTO "comments_comment" VALUES(4,'spam','approved','blog.post:1',4,'0000000004','<p>感想19です。</p>
','ja','1',NULL,'',NULL,'',0,'spam',0,'',NULL,1,0,'[]',NULL,'',NULL,725);
INSERT INTO "comments_comment" VALUES(5,'removed','approved','blog.post:1',5,'0000000005','<p>感想20です。</p>
','ja','1','2026-11-29 06:28:55.225368','',NULL,'',0,'',0,'',NULL,1,0,'[]',NULL,'',NULL,725);
CREATE TABLE "comments_commentpolicy" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "admission" varchar(10) NOT NULL, "close_after_days" smallint unsigned NULL CHECK ("close_after_days" >= 0), "max_level" smallint unsigned NOT NULL CHECK ("max_level" >= 0), "order" varchar(10) NOT NULL, "page_size" smallint unsigned NOT NULL CHECK ("page_size" >= 0), "words" text NOT NULL, "notify_moderators" bool NOT NULL, "notify_authors" bool NOT NULL, "daily_ids" bool NOT NULL, "heated_at" smallint unsigned NOT NULL CHECK ("heated_at" >= 0), "keep_network_days" smallint unsigned NOT NULL CHECK ("keep_network_days" >= 0), "mail_pace" varchar(10) NOT NULL, "max_links" smallint unsigned NOT NULL CHECK ("max_links" >= 0), "digests_until" datetime NULL);
INSERT INTO "comments_commentpolicy" VALUES(1,'open',NULL,3,'oldest',100,'',1,1,0,30,30,'instant',5,NULL);
CREATE TABLE "comments_filtersettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "hold_at" smallint unsigned NOT NULL CHECK ("hold_at" >= 0), "spam_at" smallint unsigned NOT NULL CHECK ("spam_at" >= 0), "bad_words" text NOT NULL, "akismet_key" varchar(100) NOT NULL);
CREATE TABLE "comments_learntword" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" varchar(64) NOT NULL UNIQUE, "good" integer unsigned NOT NULL CHECK ("good" >= 0), "spam" integer unsigned NOT NULL CHECK ("spam" >= 0));
INSERT INTO "comments_learntword" VALUES(1,'',0,1);
INSERT INTO "comments_learntword" VALUES(3,'です',0,1);
INSERT INTO "comments_learntword" VALUES(4,'感想',0,1);
INSERT INTO "comments_learntword" VALUES(5,'糸',2,1);
CREATE TABLE "comments_like" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "reader_key" varchar(43) NOT NULL, "created_at" datetime NOT NULL, "comment_id" integer NOT NULL REFERENCES "comments_comment" ("xtdcomment_ptr_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_like_per_reader" UNIQUE ("comment_id", "reader_key"));
CREATE TABLE "comments_note" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" varchar(500) NOT NULL, "created_at" datetime NOT NULL, "author_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "comment_id" integer NOT NULL REFERENCES "comments_comment" ("xtdcomment_ptr_id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "comments_replywish" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "address" varchar(254) NOT NULL, "language" varchar(10) NOT NULL, "key" varchar(40) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "confirmed_at" datetime NULL, "comment_id" integer NOT NULL UNIQUE REFERENCES "comments_comment" ("xtdcomment_ptr_id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "comments_replywish" VALUES(1,'reader@example.com','ja','wiNG0Gbv-twPm9cQbCzMI04ZuMJ2hLmh','2026-11-29 06:28:55.234027',NULL,1,NULL);
CREATE TABLE "comments_report" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "reader_key" varchar(43) NOT NULL, "reason" varchar(10) NOT NULL, "text" varchar(500) NOT NULL, "created_at" datetime NOT NULL, "settled_at" datetime NULL, "comment_id" integer NOT NULL REFERENCES "comments_comment" ("xtdcomment_ptr_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_report_per_reader" UNIQUE ("comment_id", "reader_key"));
INSERT INTO "comments_report" VALUES(1,'rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr','other','理由','2026-11-29 06:28:55.234355',NULL,1);
CREATE TABLE "comments_slowmode" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "entry_key" varchar(40) NOT NULL UNIQUE, "until" datetime NOT NULL, "lifted_until" datetime NULL);
CREATE TABLE "contact_contactmessage" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(64) NOT NULL UNIQUE, "name" varchar(50) NOT NULL, "email" varchar(254) NOT NULL, "text" text NOT NULL, "state" varchar(10) NOT NULL, "note" text NOT NULL, "created_at" datetime NOT NULL);
CREATE TABLE "contact_contactsettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "words" text NOT NULL, "words_html" text NOT NULL, "recipients" text NOT NULL, "keep_days" smallint unsigned NOT NULL CHECK ("keep_days" >= 0));
INSERT INTO "contact_contactsettings" VALUES(1,'どうぞ','<p>どうぞ</p>','',365);
CREATE TABLE "core_sitesettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL, "tagline" varchar(200) NOT NULL, "description" text NOT NULL, "language" varchar(10) NOT NULL, "noindex" bool NOT NULL, "layout" varchar(10) NOT NULL, "heading_font" varchar(10) NOT NULL, "posts_per_page" smallint unsigned NOT NULL CHECK ("posts_per_page" >= 0), "reading_speed" smallint unsigned NOT NULL CHECK ("reading_speed" >= 0), "hard_breaks" bool NOT NULL, "author_box" bool NOT NULL, "related_posts" bool NOT NULL, "toc_enabled" bool NOT NULL, "toc_threshold" smallint unsigned NOT NULL CHECK ("toc_threshold" >= 0), "toc_max_level" smallint unsigned NOT NULL CHECK ("toc_max_level" >= 0), "toc_open" bool NOT NULL, "share_targets" text NOT NULL CHECK ((JSON_VALID("share_targets") OR "share_targets" IS NULL)), "changed_at" datetime NULL, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "accent_dark" varchar(7) NOT NULL, "accent_light" varchar(7) NOT NULL, "corners" varchar(10) NOT NULL, "density" varchar(12) NOT NULL, "text_size" varchar(10) NOT NULL, "contact_form" bool NOT NULL, "ads_after_days" smallint unsigned NOT NULL CHECK ("ads_after_days" >= 0), "ads_enabled" bool NOT NULL, "ads_label" varchar(40) NOT NULL, "ads_min_characters" integer unsigned NOT NULL CHECK ("ads_min_characters" >= 0), "ads_on_pages" bool NOT NULL, "follow_box" bool NOT NULL, "follow_channels" text NOT NULL CHECK ((JSON_VALID("follow_channels") OR "follow_channels" IS NULL)), "follow_words" varchar(120) NOT NULL, "meta_description" varchar(300) NOT NULL, "pr_rule" varchar(10) NOT NULL, "referrer_policy" varchar(40) NOT NULL, "unindexed" text NOT NULL CHECK ((JSON_VALID("unindexed") OR "unindexed" IS NULL)), "verification" text NOT NULL CHECK ((JSON_VALID("verification") OR "verification" IS NULL)), "home_layout" varchar(10) NOT NULL, "picks_title" varchar(60) NOT NULL);
INSERT INTO "core_sitesettings" VALUES(1,'糸のブログ','綴る','','ja',0,'single','serif',12,550,0,1,1,1,2,3,1,'["x", "line"]',NULL,0,'#7fb8d8','#1d5f86','soft','comfortable','medium',0,0,1,'広告',0,0,1,'["rss", "feedly", "site", "authors"]','よろしく','','marked','strict-origin-when-cross-origin','[]','[]','shelves','');
CREATE TABLE "django_admin_log" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" text NULL, "object_repr" varchar(200) NOT NULL, "action_flag" smallint unsigned NOT NULL CHECK ("action_flag" >= 0), "change_message" text NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "action_time" datetime NOT NULL);
CREATE TABLE "django_comment_flags" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "flag" varchar(30) NOT NULL, "flag_date" datetime NOT NULL, "comment_id" integer NOT NULL REFERENCES "django_comments" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "django_comment_flags" VALUES(1,'put back into the queue','2026-11-29 06:28:55.173479',3,2);
INSERT INTO "django_comment_flags" VALUES(2,'moderator spam','2026-11-29 06:28:55.198709',4,2);
INSERT INTO "django_comment_flags" VALUES(3,'moderator deletion','2026-11-29 06:28:55.225068',5,2);
CREATE TABLE "django_comments" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_name" varchar(50) NOT NULL, "user_email" varchar(254) NOT NULL, "user_url" varchar(200) NOT NULL, "comment" text NOT NULL, "submit_date" datetime NOT NULL, "ip_address" char(39) NULL, "is_public" bool NOT NULL, "is_removed" bool NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "site_id" integer NOT NULL REFERENCES "django_site" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "object_pk" varchar(64) NOT NULL);
INSERT INTO "django_comments" VALUES(1,'読者16','','','感想16です。','2026-11-29 06:28:54.875104',NULL,1,0,18,1,NULL,'1');
INSERT INTO "django_comments" VALUES(2,'読者17','','','感想17です。','2026-11-29 06:28:55.134658',NULL,1,0,18,1,NULL,'1');
INSERT INTO "django_comments" VALUES(3,'読者18','','','感想18です。','2026-11-29 06:28:55.158530',NULL,0,0,18,1,NULL,'1');
INSERT INTO "django_comments" VALUES(4,'読者19','','','感想19です。','2026-11-29 06:28:55.185794',NULL,0,1,18,1,NULL,'1');
INSERT INTO "django_comments" VALUES(5,'読者20','','','感想20です。','2026-11-29 06:28:55.210816',NULL,0,1,18,1,NULL,'1');
CREATE TABLE "django_comments_xtd_blacklisteddomain" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "domain" varchar(200) NOT NULL);
CREATE TABLE "django_comments_xtd_xtdcomment" ("comment_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "django_comments" ("id") DEFERRABLE INITIALLY DEFERRED, "thread_id" integer NOT NULL, "parent_id" integer NOT NULL, "level" smallint NOT NULL, "order" integer NOT NULL, "followup" bool NOT NULL, "nested_count" integer NOT NULL);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(1,1,1,0,1,0,0);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(2,1,1,1,1,0,0);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(3,3,3,0,1,0,0);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(4,4,4,0,1,0,0);
INSERT INTO "django_comments_xtd_xtdcomment" VALUES(5,5,5,0,1,0,0);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
INSERT INTO "django_content_type" VALUES(1,'admin','logentry');
INSERT INTO "django_content_type" VALUES(2,'backups','backupschedule');
INSERT INTO "django_content_type" VALUES(3,'backups','backup');
INSERT INTO "django_content_type" VALUES(4,'contact','contactsettings');
INSERT INTO "django_content_type" VALUES(5,'contact','contactmessage');
INSERT INTO "django_content_type" VALUES(6,'search','missedquery');
INSERT INTO "django_content_type" VALUES(7,'search','synonyms');
INSERT INTO "django_content_type" VALUES(8,'search','indexentry');
INSERT INTO "django_content_type" VALUES(9,'blog','series');
INSERT INTO "django_content_type" VALUES(10,'blog','tag');
INSERT INTO "django_content_type" VALUES(11,'blog','ad');
INSERT INTO "django_content_type" VALUES(12,'blog','author');
INSERT INTO "django_content_type" VALUES(13,'blog','blogsettings');
INSERT INTO "django_content_type" VALUES(14,'blog','category');
INSERT INTO "django_content_type" VALUES(15,'blog','page');
INSERT INTO "django_content_type" VALUES(16,'blog','pageauthor');
INSERT INTO "django_content_type" VALUES(17,'blog','persona');
INSERT INTO "django_content_type" VALUES(18,'blog','post');
INSERT INTO "django_content_type" VALUES(19,'blog','postauthor');
INSERT INTO "django_content_type" VALUES(20,'blog','profilelink');
INSERT INTO "django_content_type" VALUES(21,'blog','oldpath');
INSERT INTO "django_content_type" VALUES(22,'blog','termmove');
INSERT INTO "django_content_type" VALUES(23,'blog','missedpath');
INSERT INTO "django_content_type" VALUES(24,'blog','redirect');
INSERT INTO "django_content_type" VALUES(25,'blog','menu');
INSERT INTO "django_content_type" VALUES(26,'blog','menuitem');
INSERT INTO "django_content_type" VALUES(27,'blog','sidebarwidget');
INSERT INTO "django_content_type" VALUES(28,'accounts','user');
INSERT INTO "django_content_type" VALUES(29,'accounts','accountpolicy');
INSERT INTO "django_content_type" VALUES(30,'accounts','firststep');
INSERT INTO "django_content_type" VALUES(31,'accounts','signup');
INSERT INTO "django_content_type" VALUES(32,'accounts','emailchange');
INSERT INTO "django_content_type" VALUES(33,'accounts','invitation');
INSERT INTO "django_content_type" VALUES(34,'accounts','device');
INSERT INTO "django_content_type" VALUES(35,'accounts','portrait');
INSERT INTO "django_content_type" VALUES(36,'images','image');
INSERT INTO "django_content_type" VALUES(37,'mail','outgoingmail');
INSERT INTO "django_content_type" VALUES(38,'mail','confirmation');
INSERT INTO "django_content_type" VALUES(39,'mail','mailserver');
INSERT INTO "django_content_type" VALUES(40,'mail','mailsettings');
INSERT INTO "django_content_type" VALUES(41,'mail','address');
INSERT INTO "django_content_type" VALUES(42,'audit','auditsettings');
INSERT INTO "django_content_type" VALUES(43,'audit','event');
INSERT INTO "django_content_type" VALUES(44,'core','sitesettings');
INSERT INTO "django_content_type" VALUES(45,'auth','permission');
INSERT INTO "django_content_type" VALUES(46,'auth','group');
INSERT INTO "django_content_type" VALUES(47,'contenttypes','contenttype');
INSERT INTO "django_content_type" VALUES(48,'sessions','session');
INSERT INTO "django_content_type" VALUES(49,'sites','site');
INSERT INTO "django_content_type" VALUES(50,'account','emailaddress');
INSERT INTO "django_content_type" VALUES(51,'account','emailconfirmation');
INSERT INTO "django_content_type" VALUES(52,'mfa','authenticator');
INSERT INTO "django_content_type" VALUES(53,'django_comments_xtd','xtdcomment');
INSERT INTO "django_content_type" VALUES(54,'django_comments_xtd','blacklisteddomain');
INSERT INTO "django_content_type" VALUES(55,'django_comments','comment');
INSERT INTO "django_content_type" VALUES(56,'django_comments','commentflag');
INSERT INTO "django_content_type" VALUES(57,'comments','commentpolicy');
INSERT INTO "django_content_type" VALUES(58,'comments','comment');
INSERT INTO "django_content_type" VALUES(59,'comments','queue');
INSERT INTO "django_content_type" VALUES(60,'comments','ban');
INSERT INTO "django_content_type" VALUES(61,'comments','cannedreply');
INSERT INTO "django_content_type" VALUES(62,'comments','filtersettings');
INSERT INTO "django_content_type" VALUES(63,'comments','learntword');
INSERT INTO "django_content_type" VALUES(64,'comments','like');
INSERT INTO "django_content_type" VALUES(65,'comments','note');
INSERT INTO "django_content_type" VALUES(66,'comments','replywish');
INSERT INTO "django_content_type" VALUES(67,'comments','report');
INSERT INTO "django_content_type" VALUES(68,'comments','slowmode');
INSERT INTO "django_content_type" VALUES(69,'django_tasks_database','dbtaskresult');
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'contenttypes','0001_initial','2026-11-29 06:28:43.156060');
INSERT INTO "django_migrations" VALUES(2,'contenttypes','0002_remove_content_type_name','2026-11-29 06:28:43.165741');
INSERT INTO "django_migrations" VALUES(3,'auth','0001_initial','2026-11-29 06:28:43.194500');
INSERT INTO "django_migrations" VALUES(4,'auth','0002_alter_permission_name_max_length','2026-11-29 06:28:43.204833');
INSERT INTO "django_migrations" VALUES(5,'auth','0003_alter_user_email_max_length','2026-11-29 06:28:43.209391');
INSERT INTO "django_migrations" VALUES(6,'auth','0004_alter_user_username_opts','2026-11-29 06:28:43.221539');
INSERT INTO "django_migrations" VALUES(7,'auth','0005_alter_user_last_login_null','2026-11-29 06:28:43.225984');
INSERT INTO "django_migrations" VALUES(8,'auth','0006_require_contenttypes_0002','2026-11-29 06:28:43.226505');
INSERT INTO "django_migrations" VALUES(9,'auth','0007_alter_validators_add_error_messages','2026-11-29 06:28:43.230441');
INSERT INTO "django_migrations" VALUES(10,'auth','0008_alter_user_username_max_length','2026-11-29 06:28:43.237937');
INSERT INTO "django_migrations" VALUES(11,'auth','0009_alter_user_last_name_max_length','2026-11-29 06:28:43.245273');
INSERT INTO "django_migrations" VALUES(12,'auth','0010_alter_group_name_max_length','2026-11-29 06:28:43.253387');
INSERT INTO "django_migrations" VALUES(13,'auth','0011_update_proxy_permissions','2026-11-29 06:28:43.260821');
INSERT INTO "django_migrations" VALUES(14,'auth','0012_alter_user_first_name_max_length','2026-11-29 06:28:43.267804');
INSERT INTO "django_migrations" VALUES(15,'accounts','0001_initial','2026-11-29 06:28:43.274003');
INSERT INTO "django_migrations" VALUES(16,'account','0001_initial','2026-11-29 06:28:43.378651');
INSERT INTO "django_migrations" VALUES(17,'account','0002_email_max_length','2026-11-29 06:28:43.394278');
INSERT INTO "django_migrations" VALUES(18,'account','0003_alter_emailaddress_create_unique_verified_email','2026-11-29 06:28:43.422316');
INSERT INTO "django_migrations" VALUES(19,'account','0004_alter_emailaddress_drop_unique_email','2026-11-29 06:28:43.439164');
INSERT INTO "django_migrations" VALUES(20,'account','0005_emailaddress_idx_upper_email','2026-11-29 06:28:43.456725');
INSERT INTO "django_migrations" VALUES(21,'account','0006_emailaddress_lower','2026-11-29 06:28:43.480460');
INSERT INTO "django_migrations" VALUES(22,'account','0007_emailaddress_idx_email','2026-11-29 06:28:43.521336');
INSERT INTO "django_migrations" VALUES(23,'account','0008_emailaddress_unique_primary_email_fixup','2026-11-29 06:28:43.545768');
INSERT INTO "django_migrations" VALUES(24,'account','0009_emailaddress_unique_primary_email','2026-11-29 06:28:43.559533');
INSERT INTO "django_migrations" VALUES(25,'accounts','0002_entering','2026-11-29 06:28:43.620807');
INSERT INTO "django_migrations" VALUES(26,'accounts','0003_devices','2026-11-29 06:28:43.663621');
INSERT INTO "django_migrations" VALUES(27,'accounts','0004_portrait','2026-11-29 06:28:43.692200');
INSERT INTO "django_migrations" VALUES(28,'admin','0001_initial','2026-11-29 06:28:43.715580');
INSERT INTO "django_migrations" VALUES(29,'admin','0002_logentry_remove_auto_add','2026-11-29 06:28:43.763070');
INSERT INTO "django_migrations" VALUES(30,'admin','0003_logentry_add_action_flag_choices','2026-11-29 06:28:43.818064');
INSERT INTO "django_migrations" VALUES(31,'audit','0001_initial','2026-11-29 06:28:43.874269');
INSERT INTO "django_migrations" VALUES(32,'audit','0002_alter_event_verb','2026-11-29 06:28:43.899613');
INSERT INTO "django_migrations" VALUES(33,'audit','0003_desk','2026-11-29 06:28:43.927523');
INSERT INTO "django_migrations" VALUES(34,'audit','0004_picture_taken','2026-11-29 06:28:43.942049');
INSERT INTO "django_migrations" VALUES(35,'backups','0001_initial','2026-11-29 06:28:43.962272');
INSERT INTO "django_migrations" VALUES(36,'images','0001_initial','2026-11-29 06:28:43.983023');
INSERT INTO "django_migrations" VALUES(37,'images','0002_trash','2026-11-29 06:28:44.015639');
INSERT INTO "django_migrations" VALUES(38,'blog','0001_initial','2026-11-29 06:28:45.017588');
INSERT INTO "django_migrations" VALUES(39,'blog','0002_appearance','2026-11-29 06:28:45.147839');
INSERT INTO "django_migrations" VALUES(40,'blog','0003_trash','2026-11-29 06:28:45.719403');
INSERT INTO "django_migrations" VALUES(41,'blog','0004_redirects','2026-11-29 06:28:45.785036');
INSERT INTO "django_migrations" VALUES(42,'blog','0005_site_rules','2026-11-29 06:28:46.117350');
INSERT INTO "django_migrations" VALUES(43,'blog','0006_menus','2026-11-29 06:28:46.132962');
INSERT INTO "django_migrations" VALUES(44,'blog','0007_home_and_sidebar','2026-11-29 06:28:46.787249');
INSERT INTO "django_migrations" VALUES(45,'blog','0008_counted_by_index','2026-11-29 06:28:46.885505');
INSERT INTO "django_migrations" VALUES(46,'blog','0009_newest_by_index','2026-11-29 06:28:46.932849');
INSERT INTO "django_migrations" VALUES(47,'blog','0010_comment_modes','2026-11-29 06:28:47.023261');
INSERT INTO "django_migrations" VALUES(48,'sites','0001_initial','2026-11-29 06:28:47.033979');
INSERT INTO "django_migrations" VALUES(49,'django_comments','0001_initial','2026-11-29 06:28:47.268364');
INSERT INTO "django_migrations" VALUES(50,'django_comments','0002_update_user_email_field_length','2026-11-29 06:28:47.326496');
INSERT INTO "django_migrations" VALUES(51,'django_comments','0003_add_submit_date_index','2026-11-29 06:28:47.407111');
INSERT INTO "django_migrations" VALUES(52,'django_comments','0004_add_object_pk_is_removed_index','2026-11-29 06:28:47.556946');
INSERT INTO "django_migrations" VALUES(53,'django_comments_xtd','0001_initial','2026-11-29 06:28:47.660983');
INSERT INTO "django_migrations" VALUES(54,'django_comments_xtd','0002_blacklisteddomain','2026-11-29 06:28:47.666211');
INSERT INTO "django_migrations" VALUES(55,'django_comments_xtd','0003_auto_20170220_1333','2026-11-29 06:28:47.683064');
INSERT INTO "django_migrations" VALUES(56,'django_comments_xtd','0004_auto_20170221_1510','2026-11-29 06:28:47.690249');
INSERT INTO "django_migrations" VALUES(57,'django_comments_xtd','0005_auto_20170920_1247','2026-11-29 06:28:47.696996');
INSERT INTO "django_migrations" VALUES(58,'django_comments_xtd','0006_auto_20181204_0948','2026-11-29 06:28:47.703745');
INSERT INTO "django_migrations" VALUES(59,'django_comments_xtd','0007_xtdcomment_nested_count','2026-11-29 06:28:47.716697');
INSERT INTO "django_migrations" VALUES(60,'django_comments_xtd','0008_auto_20200920_2037','2026-11-29 06:28:47.797171');
INSERT INTO "django_migrations" VALUES(61,'comments','0001_initial','2026-11-29 06:28:47.907805');
INSERT INTO "django_migrations" VALUES(62,'comments','0002_trash','2026-11-29 06:28:48.037921');
INSERT INTO "django_migrations" VALUES(63,'comments','0003_readers_and_desk','2026-11-29 06:28:51.275839');
INSERT INTO "django_migrations" VALUES(64,'comments','0004_queue_at_scale','2026-11-29 06:28:51.419004');
INSERT INTO "django_migrations" VALUES(65,'comments','0005_shown_at','2026-11-29 06:28:51.438682');
INSERT INTO "django_migrations" VALUES(66,'comments','0006_digests_until','2026-11-29 06:28:51.442635');
INSERT INTO "django_migrations" VALUES(67,'comments','0007_size','2026-11-29 06:28:51.562345');
INSERT INTO "django_migrations" VALUES(68,'contact','0001_initial','2026-11-29 06:28:51.579407');
INSERT INTO "django_migrations" VALUES(69,'contact','0002_make_room','2026-11-29 06:28:51.711594');
INSERT INTO "django_migrations" VALUES(70,'core','0001_initial','2026-11-29 06:28:51.723227');
INSERT INTO "django_migrations" VALUES(71,'core','0002_site_settings_version','2026-11-29 06:28:51.781310');
INSERT INTO "django_migrations" VALUES(72,'core','0003_appearance','2026-11-29 06:28:51.919929');
INSERT INTO "django_migrations" VALUES(73,'core','0004_contact_form','2026-11-29 06:28:51.943358');
INSERT INTO "django_migrations" VALUES(74,'core','0005_site_rules','2026-11-29 06:28:52.318886');
INSERT INTO "django_migrations" VALUES(75,'core','0006_home','2026-11-29 06:28:52.381669');
INSERT INTO "django_migrations" VALUES(76,'django_tasks_database','0001_initial','2026-11-29 06:28:52.393478');
INSERT INTO "django_migrations" VALUES(77,'django_tasks_database','0002_alter_dbtaskresult_options','2026-11-29 06:28:52.405709');
INSERT INTO "django_migrations" VALUES(78,'django_tasks_database','0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at','2026-11-29 06:28:52.446247');
INSERT INTO "django_migrations" VALUES(79,'django_tasks_database','0004_dbtaskresult_started_at','2026-11-29 06:28:52.459427');
INSERT INTO "django_migrations" VALUES(80,'django_tasks_database','0005_alter_dbtaskresult_priority_and_more','2026-11-29 06:28:52.514171');
INSERT INTO "django_migrations" VALUES(81,'django_tasks_database','0006_alter_dbtaskresult_args_kwargs_and_more','2026-11-29 06:28:52.596465');
INSERT INTO "django_migrations" VALUES(82,'django_tasks_database','0007_add_separate_results_fields','2026-11-29 06:28:52.619389');
INSERT INTO "django_migrations" VALUES(83,'django_tasks_database','0008_separate_results_field','2026-11-29 06:28:52.724566');
INSERT INTO "django_migrations" VALUES(84,'django_tasks_database','0009_remove_results_field','2026-11-29 06:28:52.750316');
INSERT INTO "django_migrations" VALUES(85,'django_tasks_database','0010_alter_dbtaskresult_status','2026-11-29 06:28:52.783140');
INSERT INTO "django_migrations" VALUES(86,'django_tasks_database','0011_rename_complete_status','2026-11-29 06:28:53.295458');
INSERT INTO "django_migrations" VALUES(87,'django_tasks_database','0012_add_separate_exception_fields','2026-11-29 06:28:53.368459');
INSERT INTO "django_migrations" VALUES(88,'django_tasks_database','0013_separate_exception_fields','2026-11-29 06:28:53.485038');
INSERT INTO "django_migrations" VALUES(89,'django_tasks_database','0014_remove_dbtaskresult_exception_data','2026-11-29 06:28:53.494556');
INSERT INTO "django_migrations" VALUES(90,'django_tasks_database','0015_correctly_order_run_after','2026-11-29 06:28:53.497606');
INSERT INTO "django_migrations" VALUES(91,'django_tasks_database','0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more','2026-11-29 06:28:53.587026');
INSERT INTO "django_migrations" VALUES(92,'django_tasks_database','0017_dbtaskresult_metadata','2026-11-29 06:28:53.596718');
INSERT INTO "django_migrations" VALUES(93,'django_tasks_database','0018_rename_succeeded_status','2026-11-29 06:28:53.649953');
INSERT INTO "django_migrations" VALUES(94,'django_tasks_database','0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more','2026-11-29 06:28:53.677195');
INSERT INTO "django_migrations" VALUES(95,'django_tasks_database','0020_update_db_task_result_ordering','2026-11-29 06:28:53.685571');
INSERT INTO "django_migrations" VALUES(96,'django_tasks_database','0021_conditional_partial_index_ordering','2026-11-29 06:28:53.692649');
INSERT INTO "django_migrations" VALUES(97,'mail','0001_initial','2026-11-29 06:28:53.695561');
INSERT INTO "django_migrations" VALUES(98,'mail','0002_grown','2026-11-29 06:28:53.760910');
INSERT INTO "django_migrations" VALUES(99,'mfa','0001_initial','2026-11-29 06:28:53.794542');
INSERT INTO "django_migrations" VALUES(100,'mfa','0002_authenticator_timestamps','2026-11-29 06:28:53.838119');
INSERT INTO "django_migrations" VALUES(101,'mfa','0003_authenticator_type_uniq','2026-11-29 06:28:53.901283');
INSERT INTO "django_migrations" VALUES(102,'search','0001_initial','2026-11-29 06:28:53.906592');
INSERT INTO "django_migrations" VALUES(103,'search','0002_index','2026-11-29 06:28:53.955595');
INSERT INTO "django_migrations" VALUES(104,'sessions','0001_initial','2026-11-29 06:28:53.959336');
INSERT INTO "django_migrations" VALUES(105,'sites','0002_alter_domain_unique','2026-11-29 06:28:53.970201');
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "django_site" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(50) NOT NULL, "domain" varchar(100) NOT NULL UNIQUE);
INSERT INTO "django_site" VALUES(1,'example.com','example.com');
CREATE TABLE "django_tasks_database_dbtaskresult" ("id" char(32) NOT NULL PRIMARY KEY, "args_kwargs" text NOT NULL CHECK ((JSON_VALID("args_kwargs") OR "args_kwargs" IS NULL)), "priority" integer NOT NULL, "task_path" text NOT NULL, "queue_name" varchar(32) NOT NULL, "backend_name" varchar(32) NOT NULL, "run_after" datetime NOT NULL, "enqueued_at" datetime NOT NULL, "finished_at" datetime NULL, "started_at" datetime NULL, "return_value" text NULL CHECK ((JSON_VALID("return_value") OR "return_value" IS NULL)), "exception_class_path" text NOT NULL, "traceback" text NOT NULL, "worker_ids" text NOT NULL CHECK ((JSON_VALID("worker_ids") OR "worker_ids" IS NULL)), "status" varchar(10) NOT NULL, CONSTRAINT "priority_range" CHECK ("priority" BETWEEN -100 AND 100));
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('255f2632ca0a4c3ebac2ff1e103a2f38','{"args": [3, 1], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:54.783467',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('dcc40570847c4ca9a8ccaaf3ffc8069d','{"args": [0, 1], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:54.798865',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('e86c8a34eb324fc4a22a0aa4778cf60b','{"args": [0, 2], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:54.809803',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('5d009ab363994af69bbdaed3fda5abc4','{"args": [0, 3], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:54.817788',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('f19ebae51f2f4d28aedc44904d32c0d7','{"args": [0, 4], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:54.826523',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('7952f85118c64e2fa4bc54167aa3c1a0','{"args": [0, 5], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:54.833418',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('7366c03477634f78b10c59fd50d40fa7','{"args": [0, 6], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:54.841709',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('ad2aefff83074e779fa8c270642662ba','{"args": [0, 6], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:54.862922',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('fbc2379758fb4e099a3c1bf845add745','{"args": [1, 1], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:54.869965',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('9b02c6dcb59446df8f9e412c691a19a4','{"args": [1, 2], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:54.873543',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('f13e67263d4a48f6a2b8b118a1feeb50','{"args": [2, 1], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.125082',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('3b0c4728369144ba83f632fab2a41ec0','{"args": [2, 1], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.125540',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('df5d8f9045014cbf8e2611db54779a7d','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.125859',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('7f3aa36372b843cc9473398a98b59b98','{"args": [2, 2], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.151630',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('9ed0056983b4488aa6f6b847107c4304','{"args": [2, 2], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.152216',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('75b33873748647979e03c12fa8e65fce','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.152640',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('9675ffe09acf474d8393eef78c5fab67','{"args": [2, 3], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.169809',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('d15ae477819d43c1a4ab00e75ce485f5','{"args": [2, 3], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.170196',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('655649463e6b4125ab8d916c267d80bb','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.170514',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('a79e3e63551b46848938b824f2b55ba7','{"args": [2, 4], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.195873',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('b1f16c7572e34967aeb08fe174866a2b','{"args": [2, 4], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.196317',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('cdd0270f6a9d4b37bc9a319bf8106a46','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.196624',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('e0d1bf0a68844ec08b86474fe56ebe57','{"args": [2, 5], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.219705',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('91b96dea546841d4b214245ac2b9dea9','{"args": [2, 5], "kwargs": {}}',0,'search.tasks.update_entry','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.220219',NULL,NULL,NULL,'','','[]','READY');
INSERT INTO "django_tasks_database_dbtaskresult" VALUES('a1110a232ac84617be7942e1308b5e92','{"args": [], "kwargs": {}}',0,'mail.tasks.send_waiting','default','default','9999-01-01 00:00:00','2026-11-29 06:28:55.220558',NULL,NULL,NULL,'','','[]','READY');
CREATE TABLE "images_image" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(32) NOT NULL UNIQUE, "alt" varchar(300) NOT NULL, "original" varchar(200) NOT NULL, "file_name" varchar(200) NOT NULL, "sha256" varchar(64) NOT NULL, "width" integer unsigned NOT NULL CHECK ("width" >= 0), "height" integer unsigned NOT NULL CHECK ("height" >= 0), "renditions" text NOT NULL CHECK ((JSON_VALID("renditions") OR "renditions" IS NULL)), "created_at" datetime NOT NULL, "uploaded_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "trashed_at" datetime NULL);
INSERT INTO "images_image" VALUES(1,'SqdzKFjgUsPbBir6','','','','0000000000000000000000000000000000000000000000000000000000000005',1200,630,'[{"name": "picture-5.webp", "width": 1200, "height": 630}]','2026-11-29 06:28:54.782636',NULL,NULL);
CREATE TABLE "mail_address" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "address" varchar(254) NOT NULL UNIQUE, "language" varchar(10) NOT NULL, "confirmed_at" datetime NULL, "suppressed_at" datetime NULL, "reason" varchar(20) NOT NULL, "note" text NOT NULL, "created_at" datetime NOT NULL, "decided_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mail_confirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "mailbox" varchar(64) NOT NULL UNIQUE, "count" smallint unsigned NOT NULL CHECK ("count" >= 0), "sent_at" datetime NOT NULL, "free_at" datetime NOT NULL);
CREATE TABLE "mail_mailserver" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "failures" integer unsigned NOT NULL CHECK ("failures" >= 0), "failing_since" datetime NULL, "retry_at" datetime NULL, "last_answer" text NOT NULL, "last_success_at" datetime NULL);
CREATE TABLE "mail_mailsettings" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "keep_text_days" smallint unsigned NOT NULL CHECK ("keep_text_days" >= 0), "keep_mails_days" smallint unsigned NOT NULL CHECK ("keep_mails_days" >= 0));
CREATE TABLE "mail_outgoingmail" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(200) NOT NULL UNIQUE, "recipient" varchar(254) NOT NULL, "subject" varchar(250) NOT NULL, "text" text NOT NULL, "html" text NOT NULL, "language" varchar(10) NOT NULL, "headers" text NOT NULL CHECK ((JSON_VALID("headers") OR "headers" IS NULL)), "is_secret" bool NOT NULL, "state" varchar(10) NOT NULL, "attempts" smallint unsigned NOT NULL CHECK ("attempts" >= 0), "error" text NOT NULL, "created_at" datetime NOT NULL, "send_after" datetime NOT NULL, "sent_at" datetime NULL, "answer" text NOT NULL, "failed_at" datetime NULL, "ignores_suppression" bool NOT NULL);
INSERT INTO "mail_outgoingmail" VALUES(1,'comment-1-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者16さんが「記事8の題名」に書きました：

感想16です。

コメントはすでにページに表示されています。返信や取り下げはこちらから：
http://testserver/admin/comments/queue/?comment=1

ログインせずに承認・却下・スパム（2週間以内）：
http://testserver/comments/decide/WzEsMSwiYXBwcm92ZWQiLCJMUzdid3hibWhZbmhHaTkzIl0:1xXYP8:kLJadDBAoUop6iWAt-iPl8fT4peHG2qki2Xlmhz55W0/

記事：
http://testserver/posts/kept/

--
糸のブログ
http://testserver/
','<!doctype html>
<html lang="ja">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="supported-color-schemes" content="light dark">
  <title>糸のブログ</title>
  <style>
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    body { margin: 0; padding: 32px 16px; background: #fbf9f4; color: #211f1c; font: 16px/1.85 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", Meiryo, system-ui, sans-serif; line-break: strict; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
    .sheet { max-width: 560px; margin: 0 auto; padding: 0 32px 16px; border: 1px solid #e4dfd4; border-radius: 6px; background: #ffffff; }
    .site { margin: 0 0 24px; padding: 20px 0 16px; border-bottom: 2px dashed #1d5f86; font: 600 18px/1.5 "Hiragino Mincho ProN", "Noto Serif JP", "Noto Serif CJK JP", "Yu Mincho", serif; }
    .site a { color: inherit; text-decoration: none; }
    p { margin: 0 0 20px; }
    a { color: #1d5f86; }
    blockquote { margin: 0 0 20px; padding: 4px 0 4px 16px; border-left: 3px solid #e4dfd4; }
    blockquote p:last-child { margin-bottom: 0; }
    .button { display: inline-block; padding: 9px 24px; border-radius: 4px; background: #1d5f86; color: #ffffff; font-weight: 600; text-decoration: none; }
    footer { max-width: 560px; margin: 16px auto 0; padding: 0 32px; color: #66625b; font-size: 13px; line-height: 1.7; }
    footer a { color: inherit; }
    @media (max-width: 480px) {
      body { padding: 12px 8px; }
      .sheet { padding: 0 20px 8px; }
      footer { padding: 0 20px; }
    }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e9e5dc; }
      .sheet { border-color: #34353a; background: #1f2023; }
      .site { border-color: #7fb8d8; }
      a { color: #7fb8d8; }
      blockquote { border-color: #4a4c52; }
      .button { background: #7fb8d8; color: #101214; }
      footer { color: #a8a399; }
    }
  </style>
</head>
<body>
<div class="sheet">
<p class="site"><a href="http://testserver/">糸のブログ</a></p>
<main>
<p>読者16さんが「記事8の題名」に書きました：</p>
<blockquote><p>感想16です。</p></blockquote>

<p>コメントはすでにページに表示されています。返信や取り下げはこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=1">承認待ちの一覧を開く</a></p>
<p><a href="http://testserver/comments/decide/WzEsMSwiYXBwcm92ZWQiLCJMUzdid3hibWhZbmhHaTkzIl0:1xXYP8:kLJadDBAoUop6iWAt-iPl8fT4peHG2qki2Xlmhz55W0/">ログインせずに承認・却下する（2週間以内）</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
</div>
<footer><p>このメールは「糸のブログ」からお送りしました。<br><a href="http://testserver/">http://testserver/</a></p></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-29 06:28:55.123173','2026-11-29 06:28:55.121853',NULL,'',NULL,0);
INSERT INTO "mail_outgoingmail" VALUES(2,'comment-2-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者17さんが「記事8の題名」に書きました：

感想17です。

読者16さんへの返信です。元のコメント：

感想16です。

コメントはすでにページに表示されています。返信や取り下げはこちらから：
http://testserver/admin/comments/queue/?comment=2

ログインせずに承認・却下・スパム（2週間以内）：
http://testserver/comments/decide/WzIsMSwiYXBwcm92ZWQiLCJMUzdid3hibWhZbmhHaTkzIl0:1xXYP9:R2UUw2biPhYV6TocNXqQCtkJOmCs2x0myiEFsvgGWDg/

記事：
http://testserver/posts/kept/

--
糸のブログ
http://testserver/
','<!doctype html>
<html lang="ja">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="supported-color-schemes" content="light dark">
  <title>糸のブログ</title>
  <style>
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    body { margin: 0; padding: 32px 16px; background: #fbf9f4; color: #211f1c; font: 16px/1.85 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", Meiryo, system-ui, sans-serif; line-break: strict; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
    .sheet { max-width: 560px; margin: 0 auto; padding: 0 32px 16px; border: 1px solid #e4dfd4; border-radius: 6px; background: #ffffff; }
    .site { margin: 0 0 24px; padding: 20px 0 16px; border-bottom: 2px dashed #1d5f86; font: 600 18px/1.5 "Hiragino Mincho ProN", "Noto Serif JP", "Noto Serif CJK JP", "Yu Mincho", serif; }
    .site a { color: inherit; text-decoration: none; }
    p { margin: 0 0 20px; }
    a { color: #1d5f86; }
    blockquote { margin: 0 0 20px; padding: 4px 0 4px 16px; border-left: 3px solid #e4dfd4; }
    blockquote p:last-child { margin-bottom: 0; }
    .button { display: inline-block; padding: 9px 24px; border-radius: 4px; background: #1d5f86; color: #ffffff; font-weight: 600; text-decoration: none; }
    footer { max-width: 560px; margin: 16px auto 0; padding: 0 32px; color: #66625b; font-size: 13px; line-height: 1.7; }
    footer a { color: inherit; }
    @media (max-width: 480px) {
      body { padding: 12px 8px; }
      .sheet { padding: 0 20px 8px; }
      footer { padding: 0 20px; }
    }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e9e5dc; }
      .sheet { border-color: #34353a; background: #1f2023; }
      .site { border-color: #7fb8d8; }
      a { color: #7fb8d8; }
      blockquote { border-color: #4a4c52; }
      .button { background: #7fb8d8; color: #101214; }
      footer { color: #a8a399; }
    }
  </style>
</head>
<body>
<div class="sheet">
<p class="site"><a href="http://testserver/">糸のブログ</a></p>
<main>
<p>読者17さんが「記事8の題名」に書きました：</p>
<blockquote><p>感想17です。</p></blockquote>
<p>読者16さんへの返信です。元のコメント：</p>
<blockquote><p>感想16です。</p></blockquote>
<p>コメントはすでにページに表示されています。返信や取り下げはこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=2">承認待ちの一覧を開く</a></p>
<p><a href="http://testserver/comments/decide/WzIsMSwiYXBwcm92ZWQiLCJMUzdid3hibWhZbmhHaTkzIl0:1xXYP9:R2UUw2biPhYV6TocNXqQCtkJOmCs2x0myiEFsvgGWDg/">ログインせずに承認・却下する（2週間以内）</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
</div>
<footer><p>このメールは「糸のブログ」からお送りしました。<br><a href="http://testserver/">http://testserver/</a></p></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-29 06:28:55.147954','2026-11-29 06:28:55.147223',NULL,'',NULL,0);
INSERT INTO "mail_outgoingmail" VALUES(3,'comment-3-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者18さんが「記事8の題名」に書きました：

感想18です。

コメントはすでにページに表示されています。返信や取り下げはこちらから：
http://testserver/admin/comments/queue/?comment=3

ログインせずに承認・却下・スパム（2週間以内）：
http://testserver/comments/decide/WzMsMSwiYXBwcm92ZWQiLCJMUzdid3hibWhZbmhHaTkzIl0:1xXYP9:U9aKY2s1sA6X2BCWb3akokYaHkknlRtCnaTID-lbYnY/

記事：
http://testserver/posts/kept/

--
糸のブログ
http://testserver/
','<!doctype html>
<html lang="ja">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="supported-color-schemes" content="light dark">
  <title>糸のブログ</title>
  <style>
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    body { margin: 0; padding: 32px 16px; background: #fbf9f4; color: #211f1c; font: 16px/1.85 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", Meiryo, system-ui, sans-serif; line-break: strict; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
    .sheet { max-width: 560px; margin: 0 auto; padding: 0 32px 16px; border: 1px solid #e4dfd4; border-radius: 6px; background: #ffffff; }
    .site { margin: 0 0 24px; padding: 20px 0 16px; border-bottom: 2px dashed #1d5f86; font: 600 18px/1.5 "Hiragino Mincho ProN", "Noto Serif JP", "Noto Serif CJK JP", "Yu Mincho", serif; }
    .site a { color: inherit; text-decoration: none; }
    p { margin: 0 0 20px; }
    a { color: #1d5f86; }
    blockquote { margin: 0 0 20px; padding: 4px 0 4px 16px; border-left: 3px solid #e4dfd4; }
    blockquote p:last-child { margin-bottom: 0; }
    .button { display: inline-block; padding: 9px 24px; border-radius: 4px; background: #1d5f86; color: #ffffff; font-weight: 600; text-decoration: none; }
    footer { max-width: 560px; margin: 16px auto 0; padding: 0 32px; color: #66625b; font-size: 13px; line-height: 1.7; }
    footer a { color: inherit; }
    @media (max-width: 480px) {
      body { padding: 12px 8px; }
      .sheet { padding: 0 20px 8px; }
      footer { padding: 0 20px; }
    }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e9e5dc; }
      .sheet { border-color: #34353a; background: #1f2023; }
      .site { border-color: #7fb8d8; }
      a { color: #7fb8d8; }
      blockquote { border-color: #4a4c52; }
      .button { background: #7fb8d8; color: #101214; }
      footer { color: #a8a399; }
    }
  </style>
</head>
<body>
<div class="sheet">
<p class="site"><a href="http://testserver/">糸のブログ</a></p>
<main>
<p>読者18さんが「記事8の題名」に書きました：</p>
<blockquote><p>感想18です。</p></blockquote>

<p>コメントはすでにページに表示されています。返信や取り下げはこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=3">承認待ちの一覧を開く</a></p>
<p><a href="http://testserver/comments/decide/WzMsMSwiYXBwcm92ZWQiLCJMUzdid3hibWhZbmhHaTkzIl0:1xXYP9:U9aKY2s1sA6X2BCWb3akokYaHkknlRtCnaTID-lbYnY/">ログインせずに承認・却下する（2週間以内）</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
</div>
<footer><p>このメールは「糸のブログ」からお送りしました。<br><a href="http://testserver/">http://testserver/</a></p></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-29 06:28:55.168953','2026-11-29 06:28:55.168339',NULL,'',NULL,0);
INSERT INTO "mail_outgoingmail" VALUES(4,'comment-4-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者19さんが「記事8の題名」に書きました：

感想19です。

コメントはすでにページに表示されています。返信や取り下げはこちらから：
http://testserver/admin/comments/queue/?comment=4

ログインせずに承認・却下・スパム（2週間以内）：
http://testserver/comments/decide/WzQsMSwiYXBwcm92ZWQiLCJMUzdid3hibWhZbmhHaTkzIl0:1xXYP9:4vSgivT4cIwtsgNZZTQL3mHN6ktimUoBtxbETyzkSU0/

記事：
http://testserver/posts/kept/

--
糸のブログ
http://testserver/
','<!doctype html>
<html lang="ja">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="supported-color-schemes" content="light dark">
  <title>糸のブログ</title>
  <style>
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    body { margin: 0; padding: 32px 16px; background: #fbf9f4; color: #211f1c; font: 16px/1.85 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", Meiryo, system-ui, sans-serif; line-break: strict; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
    .sheet { max-width: 560px; margin: 0 auto; padding: 0 32px 16px; border: 1px solid #e4dfd4; border-radius: 6px; background: #ffffff; }
    .site { margin: 0 0 24px; padding: 20px 0 16px; border-bottom: 2px dashed #1d5f86; font: 600 18px/1.5 "Hiragino Mincho ProN", "Noto Serif JP", "Noto Serif CJK JP", "Yu Mincho", serif; }
    .site a { color: inherit; text-decoration: none; }
    p { margin: 0 0 20px; }
    a { color: #1d5f86; }
    blockquote { margin: 0 0 20px; padding: 4px 0 4px 16px; border-left: 3px solid #e4dfd4; }
    blockquote p:last-child { margin-bottom: 0; }
    .button { display: inline-block; padding: 9px 24px; border-radius: 4px; background: #1d5f86; color: #ffffff; font-weight: 600; text-decoration: none; }
    footer { max-width: 560px; margin: 16px auto 0; padding: 0 32px; color: #66625b; font-size: 13px; line-height: 1.7; }
    footer a { color: inherit; }
    @media (max-width: 480px) {
      body { padding: 12px 8px; }
      .sheet { padding: 0 20px 8px; }
      footer { padding: 0 20px; }
    }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e9e5dc; }
      .sheet { border-color: #34353a; background: #1f2023; }
      .site { border-color: #7fb8d8; }
      a { color: #7fb8d8; }
      blockquote { border-color: #4a4c52; }
      .button { background: #7fb8d8; color: #101214; }
      footer { color: #a8a399; }
    }
  </style>
</head>
<body>
<div class="sheet">
<p class="site"><a href="http://testserver/">糸のブログ</a></p>
<main>
<p>読者19さんが「記事8の題名」に書きました：</p>
<blockquote><p>感想19です。</p></blockquote>

<p>コメントはすでにページに表示されています。返信や取り下げはこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=4">承認待ちの一覧を開く</a></p>
<p><a href="http://testserver/comments/decide/WzQsMSwiYXBwcm92ZWQiLCJMUzdid3hibWhZbmhHaTkzIl0:1xXYP9:4vSgivT4cIwtsgNZZTQL3mHN6ktimUoBtxbETyzkSU0/">ログインせずに承認・却下する（2週間以内）</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
</div>
<footer><p>このメールは「糸のブログ」からお送りしました。<br><a href="http://testserver/">http://testserver/</a></p></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-29 06:28:55.194649','2026-11-29 06:28:55.194098',NULL,'',NULL,0);
INSERT INTO "mail_outgoingmail" VALUES(5,'comment-5-new-u1','owner@example.com','[糸のブログ] 新しいコメント：記事8の題名','読者20さんが「記事8の題名」に書きました：

感想20です。

コメントはすでにページに表示されています。返信や取り下げはこちらから：
http://testserver/admin/comments/queue/?comment=5

ログインせずに承認・却下・スパム（2週間以内）：
http://testserver/comments/decide/WzUsMSwiYXBwcm92ZWQiLCJMUzdid3hibWhZbmhHaTkzIl0:1xXYP9:-yK2riI-oMpYYp_Bpg5gsOVxP2fKFtjrsr8jtAL2uqY/

記事：
http://testserver/posts/kept/

--
糸のブログ
http://testserver/
','<!doctype html>
<html lang="ja">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="supported-color-schemes" content="light dark">
  <title>糸のブログ</title>
  <style>
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    body { margin: 0; padding: 32px 16px; background: #fbf9f4; color: #211f1c; font: 16px/1.85 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "BIZ UDPGothic", Meiryo, system-ui, sans-serif; line-break: strict; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
    .sheet { max-width: 560px; margin: 0 auto; padding: 0 32px 16px; border: 1px solid #e4dfd4; border-radius: 6px; background: #ffffff; }
    .site { margin: 0 0 24px; padding: 20px 0 16px; border-bottom: 2px dashed #1d5f86; font: 600 18px/1.5 "Hiragino Mincho ProN", "Noto Serif JP", "Noto Serif CJK JP", "Yu Mincho", serif; }
    .site a { color: inherit; text-decoration: none; }
    p { margin: 0 0 20px; }
    a { color: #1d5f86; }
    blockquote { margin: 0 0 20px; padding: 4px 0 4px 16px; border-left: 3px solid #e4dfd4; }
    blockquote p:last-child { margin-bottom: 0; }
    .button { display: inline-block; padding: 9px 24px; border-radius: 4px; background: #1d5f86; color: #ffffff; font-weight: 600; text-decoration: none; }
    footer { max-width: 560px; margin: 16px auto 0; padding: 0 32px; color: #66625b; font-size: 13px; line-height: 1.7; }
    footer a { color: inherit; }
    @media (max-width: 480px) {
      body { padding: 12px 8px; }
      .sheet { padding: 0 20px 8px; }
      footer { padding: 0 20px; }
    }
    @media (prefers-color-scheme: dark) {
      body { background: #17181a; color: #e9e5dc; }
      .sheet { border-color: #34353a; background: #1f2023; }
      .site { border-color: #7fb8d8; }
      a { color: #7fb8d8; }
      blockquote { border-color: #4a4c52; }
      .button { background: #7fb8d8; color: #101214; }
      footer { color: #a8a399; }
    }
  </style>
</head>
<body>
<div class="sheet">
<p class="site"><a href="http://testserver/">糸のブログ</a></p>
<main>
<p>読者20さんが「記事8の題名」に書きました：</p>
<blockquote><p>感想20です。</p></blockquote>

<p>コメントはすでにページに表示されています。返信や取り下げはこちらから：</p>
<p><a class="button" href="http://testserver/admin/comments/queue/?comment=5">承認待ちの一覧を開く</a></p>
<p><a href="http://testserver/comments/decide/WzUsMSwiYXBwcm92ZWQiLCJMUzdid3hibWhZbmhHaTkzIl0:1xXYP9:-yK2riI-oMpYYp_Bpg5gsOVxP2fKFtjrsr8jtAL2uqY/">ログインせずに承認・却下する（2週間以内）</a></p>
<p>記事： <a href="http://testserver/posts/kept/">記事8の題名</a></p>
</main>
</div>
<footer><p>このメールは「糸のブログ」からお送りしました。<br><a href="http://testserver/">http://testserver/</a></p></footer>
</body>
</html>
','ja','{}',0,'waiting',0,'','2026-11-29 06:28:55.218811','2026-11-29 06:28:55.218255',NULL,'',NULL,0);
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table','search_fts','search_fts',0,'CREATE VIRTUAL TABLE search_fts USING fts5(grams, content='''', tokenize=''ascii'', prefix=''1'')');
CREATE TABLE 'search_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO "search_fts_config" VALUES('version',4);
CREATE TABLE 'search_fts_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO "search_fts_data" VALUES(1,X'');
INSERT INTO "search_fts_data" VALUES(10,X'00000000000000');
CREATE TABLE 'search_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table','search_fts_headings','search_fts_headings',0,'CREATE VIRTUAL TABLE search_fts_headings USING fts5(grams, content='''', tokenize=''ascii'', prefix=''1'')');
CREATE TABLE 'search_fts_headings_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO "search_fts_headings_config" VALUES('version',4);
CREATE TABLE 'search_fts_headings_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO "search_fts_headings_data" VALUES(1,X'');
INSERT INTO "search_fts_headings_data" VALUES(10,X'00000000000000');
CREATE TABLE 'search_fts_headings_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE 'search_fts_headings_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE 'search_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table','search_fts_title','search_fts_title',0,'CREATE VIRTUAL TABLE search_fts_title USING fts5(grams, content='''', tokenize=''ascii'', prefix=''1'')');
CREATE TABLE 'search_fts_title_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO "search_fts_title_config" VALUES('version',4);
CREATE TABLE 'search_fts_title_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO "search_fts_title_data" VALUES(1,X'');
INSERT INTO "search_fts_title_data" VALUES(10,X'00000000000000');
CREATE TABLE 'search_fts_title_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE 'search_fts_title_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE "search_indexentry" ("position" bigint NOT NULL PRIMARY KEY, "kind" smallint unsigned NOT NULL CHECK ("kind" >= 0), "object_id" bigint unsigned NOT NULL CHECK ("object_id" >= 0), "text" text NOT NULL, "folded" text NOT NULL, "title" text NOT NULL, "headings" text NOT NULL, "digest" varchar(32) NOT NULL, CONSTRAINT "search_entry_once" UNIQUE ("kind", "object_id"));
CREATE TABLE "search_missedquery" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "query" varchar(100) NOT NULL UNIQUE, "count" integer unsigned NOT NULL CHECK ("count" >= 0), "last_on" date NOT NULL);
INSERT INTO "search_missedquery" VALUES(1,'珈琲豆',2,'2026-02-01');
CREATE TABLE "search_synonyms" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "groups" text NOT NULL);
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "accounts_user_groups_user_id_group_id_59c0b32f_uniq" ON "accounts_user_groups" ("user_id", "group_id");
CREATE INDEX "accounts_user_groups_user_id_52b62117" ON "accounts_user_groups" ("user_id");
CREATE INDEX "accounts_user_groups_group_id_bd11a704" ON "accounts_user_groups" ("group_id");
CREATE UNIQUE INDEX "accounts_user_user_permissions_user_id_permission_id_2ab516c2_uniq" ON "accounts_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "accounts_user_user_permissions_user_id_e4f0a161" ON "accounts_user_user_permissions" ("user_id");
CREATE INDEX "accounts_user_user_permissions_permission_id_113bb443" ON "accounts_user_user_permissions" ("permission_id");
CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");
CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");
CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";
CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");
CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");
CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";
CREATE INDEX "accounts_signup_expires_at_a0496dbc" ON "accounts_signup" ("expires_at");
CREATE INDEX "accounts_emailchange_expires_at_7a1ba511" ON "accounts_emailchange" ("expires_at");
CREATE UNIQUE INDEX "one_open_invitation_per_email" ON "accounts_invitation" ("email") WHERE ("accepted_at" IS NULL AND "revoked_at" IS NULL);
CREATE INDEX "accounts_invitation_accepted_by_id_ba632539" ON "accounts_invitation" ("accepted_by_id");
CREATE INDEX "accounts_invitation_invited_by_id_94a21efc" ON "accounts_invitation" ("invited_by_id");
CREATE UNIQUE INDEX "one_user_per_username" ON "accounts_user" ((LOWER("username")));
CREATE UNIQUE INDEX "one_user_per_email" ON "accounts_user" ((LOWER("email"))) WHERE NOT ("email" = '');
CREATE INDEX "accounts_device_user_id_f8e29eb4" ON "accounts_device" ("user_id");
CREATE INDEX "django_admin_log_content_type_id_c4bce8eb" ON "django_admin_log" ("content_type_id");
CREATE INDEX "django_admin_log_user_id_c564eba6" ON "django_admin_log" ("user_id");
CREATE INDEX "event_by_moment" ON "audit_event" ("moment" DESC, "id" DESC);
CREATE INDEX "event_by_actor" ON "audit_event" ("actor_id", "moment" DESC, "id" DESC);
CREATE INDEX "event_by_verb" ON "audit_event" ("verb", "moment" DESC, "id" DESC);
CREATE INDEX "event_by_target" ON "audit_event" ("target_kind", "target_pk", "moment" DESC, "id" DESC);
CREATE INDEX "backups_backup_made_at_6db6ad79" ON "backups_backup" ("made_at");
CREATE INDEX "backups_backup_asked_by_id_8deb61c0" ON "backups_backup" ("asked_by_id");
CREATE INDEX "images_image_sha256_76cf12fa" ON "images_image" ("sha256");
CREATE INDEX "images_image_uploaded_by_id_7e8eae3a" ON "images_image" ("uploaded_by_id");
CREATE INDEX "images_image_trashed_at_7e52e581" ON "images_image" ("trashed_at");
CREATE INDEX "blog_ad_image_id_852fc4fd" ON "blog_ad" ("image_id");
CREATE INDEX "blog_author_avatar_id_9df152b3" ON "blog_author" ("avatar_id");
CREATE INDEX "blog_persona_avatar_id_b9d37f3c" ON "blog_persona" ("avatar_id");
CREATE INDEX "blog_profilelink_author_id_37b0daee" ON "blog_profilelink" ("author_id");
CREATE UNIQUE INDEX "blog_post_tags_post_id_tag_id_4925ec37_uniq" ON "blog_post_tags" ("post_id", "tag_id");
CREATE INDEX "blog_post_tags_post_id_a1c71c8a" ON "blog_post_tags" ("post_id");
CREATE INDEX "blog_post_tags_tag_id_0875c551" ON "blog_post_tags" ("tag_id");
CREATE INDEX "blog_oldpath_content_type_id_e20ad397" ON "blog_oldpath" ("content_type_id");
CREATE INDEX "blog_oldpat_content_830416_idx" ON "blog_oldpath" ("content_type_id", "object_id");
CREATE INDEX "blog_pageauthor_author_id_ef959b1c" ON "blog_pageauthor" ("author_id");
CREATE INDEX "blog_pageauthor_page_id_72db43a6" ON "blog_pageauthor" ("page_id");
CREATE INDEX "blog_postauthor_author_id_8ecd7047" ON "blog_postauthor" ("author_id");
CREATE INDEX "blog_postauthor_post_id_50f6b1cc" ON "blog_postauthor" ("post_id");
CREATE INDEX "blog_series_moved_to_id_91a0dc86" ON "blog_series" ("moved_to_id");
CREATE INDEX "blog_tag_moved_to_id_1b37d8d6" ON "blog_tag" ("moved_to_id");
CREATE UNIQUE INDEX "one_series_per_slug" ON "blog_series" ("slug") WHERE "trashed_at" IS NULL;
CREATE UNIQUE INDEX "one_tag_per_slug" ON "blog_tag" ("slug") WHERE "trashed_at" IS NULL;
CREATE INDEX "term_move_of_term" ON "blog_termmove" ("kind", "term_pk");
CREATE INDEX "blog_termmove_child_id_87db43d9" ON "blog_termmove" ("child_id");
CREATE INDEX "blog_termmove_child_parent_id_90250191" ON "blog_termmove" ("child_parent_id");
CREATE INDEX "blog_termmove_post_id_ee488dd0" ON "blog_termmove" ("post_id");
CREATE INDEX "missed_by_rarity" ON "blog_missedpath" ("count", "last_on");
CREATE INDEX "blog_redirect_content_type_id_eafde7fd" ON "blog_redirect" ("content_type_id");
CREATE UNIQUE INDEX "blog_blogsettings_ads_excluded_categories_blogsettings_id_category_id_f1eb5dba_uniq" ON "blog_blogsettings_ads_excluded_categories" ("blogsettings_id", "category_id");
CREATE INDEX "blog_blogsettings_ads_excluded_categories_blogsettings_id_2a144caa" ON "blog_blogsettings_ads_excluded_categories" ("blogsettings_id");
CREATE INDEX "blog_blogsettings_ads_excluded_categories_category_id_4a6c1b38" ON "blog_blogsettings_ads_excluded_categories" ("category_id");
CREATE UNIQUE INDEX "blog_blogsettings_ads_excluded_tags_blogsettings_id_tag_id_558a6eb8_uniq" ON "blog_blogsettings_ads_excluded_tags" ("blogsettings_id", "tag_id");
CREATE INDEX "blog_blogsettings_ads_excluded_tags_blogsettings_id_a00d107a" ON "blog_blogsettings_ads_excluded_tags" ("blogsettings_id");
CREATE INDEX "blog_blogsettings_ads_excluded_tags_tag_id_ad5dde81" ON "blog_blogsettings_ads_excluded_tags" ("tag_id");
CREATE INDEX "blog_blogsettings_default_cover_id_186d5053" ON "blog_blogsettings" ("default_cover_id");
CREATE INDEX "blog_blogsettings_logo_id_ead67a9a" ON "blog_blogsettings" ("logo_id");
CREATE INDEX "blog_blogsettings_icon_id_376e6563" ON "blog_blogsettings" ("icon_id");
CREATE INDEX "blog_page_cover_id_1a9aa53b" ON "blog_page" ("cover_id");
CREATE INDEX "blog_menuitem_menu_id_813eb129" ON "blog_menuitem" ("menu_id");
CREATE UNIQUE INDEX "one_category_per_path" ON "blog_category" ("path") WHERE "trashed_at" IS NULL;
CREATE INDEX "blog_category_parent_id_2d80fe5c" ON "blog_category" ("parent_id");
CREATE INDEX "blog_category_moved_to_id_835740d9" ON "blog_category" ("moved_to_id");
CREATE INDEX "blog_post_category_id_c326dbf8" ON "blog_post" ("category_id");
CREATE INDEX "blog_post_cover_id_1006bf93" ON "blog_post" ("cover_id");
CREATE INDEX "blog_post_series_id_fbf7a102" ON "blog_post" ("series_id");
CREATE INDEX "blog_post_categor_cb6e5f_idx" ON "blog_post" ("category_id", "published_at" DESC);
CREATE INDEX "blog_post_series__b6e92a_idx" ON "blog_post" ("series_id", "series_position");
CREATE INDEX "blog_post_home_pl_c2af64_idx" ON "blog_post" ("home_place", "published_at" DESC);
CREATE INDEX "blog_post_comment_7872dc_idx" ON "blog_post" ("comment_count" DESC, "published_at" DESC);
CREATE UNIQUE INDEX "sidebar_kind_once" ON "blog_sidebarwidget" ("kind") WHERE NOT ("kind" = 'text');
CREATE INDEX "blog_sidebarwidget_author_id_6b05fe0a" ON "blog_sidebarwidget" ("author_id");
CREATE INDEX "post_public" ON "blog_post" ("status", "published_at", "expire_at");
CREATE INDEX "post_public_in_category" ON "blog_post" ("category_id", "status", "published_at", "expire_at");
CREATE INDEX "post_newest_first" ON "blog_post" ("published_at" DESC, "id" DESC);
CREATE UNIQUE INDEX "django_comment_flags_user_id_comment_id_flag_537f77a7_uniq" ON "django_comment_flags" ("user_id", "comment_id", "flag");
CREATE INDEX "django_comment_flags_flag_8b141fcb" ON "django_comment_flags" ("flag");
CREATE INDEX "django_comment_flags_comment_id_d8054933" ON "django_comment_flags" ("comment_id");
CREATE INDEX "django_comment_flags_user_id_f3f81f0a" ON "django_comment_flags" ("user_id");
CREATE INDEX "django_comments_submit_date_514ed2d9" ON "django_comments" ("submit_date");
CREATE INDEX "django_comments_is_removed_52a03ae3" ON "django_comments" ("is_removed");
CREATE INDEX "django_comments_content_type_id_c4afe962" ON "django_comments" ("content_type_id");
CREATE INDEX "django_comments_site_id_9dcf666e" ON "django_comments" ("site_id");
CREATE INDEX "django_comments_user_id_a0a440a1" ON "django_comments" ("user_id");
CREATE INDEX "django_comments_object_pk_7fc98e83" ON "django_comments" ("object_pk");
CREATE INDEX "django_comments_xtd_blacklisteddomain_domain_43b81328" ON "django_comments_xtd_blacklisteddomain" ("domain");
CREATE INDEX "django_comments_xtd_xtdcomment_thread_id_e192a27a" ON "django_comments_xtd_xtdcomment" ("thread_id");
CREATE INDEX "django_comments_xtd_xtdcomment_order_36db562d" ON "django_comments_xtd_xtdcomment" ("order");
CREATE INDEX "django_comments_xtd_xtdcomment_nested_count_ad55f6a9" ON "django_comments_xtd_xtdcomment" ("nested_count");
CREATE INDEX "comments_note_author_id_dea831d8" ON "comments_note" ("author_id");
CREATE INDEX "comments_note_comment_id_9ac17a91" ON "comments_note" ("comment_id");
CREATE INDEX "comments_replywish_user_id_6f266810" ON "comments_replywish" ("user_id");
CREATE INDEX "comments_ban_comment_id_ee6466fa" ON "comments_ban" ("comment_id");
CREATE INDEX "comments_ban_created_by_id_084d757b" ON "comments_ban" ("created_by_id");
CREATE INDEX "comments_like_comment_id_7f6dd232" ON "comments_like" ("comment_id");
CREATE INDEX "like_by_reader" ON "comments_like" ("reader_key");
CREATE INDEX "wish_by_address" ON "comments_replywish" ("address");
CREATE INDEX "comments_report_comment_id_bbaf98e5" ON "comments_report" ("comment_id");
CREATE INDEX "report_open" ON "comments_report" ("comment_id") WHERE "settled_at" IS NULL;
CREATE INDEX comment_by_email ON django_comments (user_email);
CREATE INDEX comment_by_name ON django_comments (user_name);
CREATE INDEX "comments_comment_removed_at_b0ead933" ON "comments_comment" ("removed_at");
CREATE INDEX "comments_comment_opinion_asked_by_id_e5b2f8e9" ON "comments_comment" ("opinion_asked_by_id");
CREATE INDEX "comment_in_conversation" ON "comments_comment" ("root", "path");
CREATE INDEX "comment_by_writer" ON "comments_comment" ("writer_key");
CREATE INDEX "comment_by_network" ON "comments_comment" ("network_key");
CREATE INDEX "comment_in_queue" ON "comments_comment" ("state", "xtdcomment_ptr_id");
CREATE INDEX "comment_in_thread" ON "comments_comment" ("entry_key", "state", "rank", "root", "path", "size");
CREATE INDEX "contact_contactmessage_created_at_0ef56624" ON "contact_contactmessage" ("created_at");
CREATE INDEX "contact_by_state" ON "contact_contactmessage" ("state", "id" DESC);
CREATE INDEX "django_task_queue_n_99c321_idx" ON "django_tasks_database_dbtaskresult" ("queue_name");
CREATE INDEX "django_task_backend_071754_idx" ON "django_tasks_database_dbtaskresult" ("backend_name");
CREATE INDEX "tasks_db_new_ordering_idx" ON "django_tasks_database_dbtaskresult" ("status", "priority" DESC, "run_after" ASC, "enqueued_at" ASC) WHERE "status" = 'READY';
CREATE INDEX "mail_confirmation_sent_at_e8207ff2" ON "mail_confirmation" ("sent_at");
CREATE INDEX "mail_outgoingmail_send_after_a10ac4cd" ON "mail_outgoingmail" ("send_after");
CREATE INDEX "mail_outgoi_state_559ac8_idx" ON "mail_outgoingmail" ("state", "send_after");
CREATE INDEX "mail_address_suppressed_at_a06eee25" ON "mail_address" ("suppressed_at");
CREATE INDEX "mail_address_decided_by_id_81f846df" ON "mail_address" ("decided_by_id");
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE INDEX "cache_expires" ON "cache" ("expires");
PRAGMA writable_schema=OFF;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',105);
INSERT INTO "sqlite_sequence" VALUES('django_content_type',69);
INSERT INTO "sqlite_sequence" VALUES('auth_permission',256);
INSERT INTO "sqlite_sequence" VALUES('auth_group',4);
INSERT INTO "sqlite_sequence" VALUES('account_emailaddress',0);
INSERT INTO "sqlite_sequence" VALUES('accounts_user',2);
INSERT INTO "sqlite_sequence" VALUES('django_admin_log',0);
INSERT INTO "sqlite_sequence" VALUES('blog_pageauthor',2);
INSERT INTO "sqlite_sequence" VALUES('blog_postauthor',6);
INSERT INTO "sqlite_sequence" VALUES('blog_series',1);
INSERT INTO "sqlite_sequence" VALUES('blog_tag',1);
INSERT INTO "sqlite_sequence" VALUES('blog_blogsettings',0);
INSERT INTO "sqlite_sequence" VALUES('blog_page',2);
INSERT INTO "sqlite_sequence" VALUES('blog_category',2);
INSERT INTO "sqlite_sequence" VALUES('blog_post',6);
INSERT INTO "sqlite_sequence" VALUES('django_comments',5);
INSERT INTO "sqlite_sequence" VALUES('comments_commentpolicy',1);
INSERT INTO "sqlite_sequence" VALUES('comments_note',0);
INSERT INTO "sqlite_sequence" VALUES('comments_replywish',1);
INSERT INTO "sqlite_sequence" VALUES('comments_ban',0);
INSERT INTO "sqlite_sequence" VALUES('comments_like',0);
INSERT INTO "sqlite_sequence" VALUES('comments_report',1);
INSERT INTO "sqlite_sequence" VALUES('core_sitesettings',1);
INSERT INTO "sqlite_sequence" VALUES('mail_outgoingmail',5);
INSERT INTO "sqlite_sequence" VALUES('mfa_authenticator',0);
INSERT INTO "sqlite_sequence" VALUES('django_site',1);
INSERT INTO "sqlite_sequence" VALUES('auth_group_permissions',223);
INSERT INTO "sqlite_sequence" VALUES('accounts_user_groups',1);
INSERT INTO "sqlite_sequence" VALUES('audit_event',15);
INSERT INTO "sqlite_sequence" VALUES('blog_author',1);
INSERT INTO "sqlite_sequence" VALUES('images_image',1);
INSERT INTO "sqlite_sequence" VALUES('blog_persona',1);
INSERT INTO "sqlite_sequence" VALUES('blog_post_tags',1);
INSERT INTO "sqlite_sequence" VALUES('django_comment_flags',3);
INSERT INTO "sqlite_sequence" VALUES('comments_learntword',5);
INSERT INTO "sqlite_sequence" VALUES('blog_missedpath',1);
INSERT INTO "sqlite_sequence" VALUES('blog_oldpath',1);
INSERT INTO "sqlite_sequence" VALUES('search_missedquery',1);
INSERT INTO "sqlite_sequence" VALUES('contact_contactsettings',1);
COMMIT;
