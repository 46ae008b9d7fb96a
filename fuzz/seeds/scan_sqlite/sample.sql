CREATE TABLE employees (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  department_id INTEGER REFERENCES departments(id),
  manager_id INTEGER REFERENCES employees(id) ON DELETE SET NULL,
  full_name VARCHAR(120) NOT NULL,
  email VARCHAR(190) NOT NULL UNIQUE,
  phone VARCHAR(32),
  birth_date DATE,
  salary DECIMAL(10,2),
  iban VARCHAR(34),
  password_hash CHAR(60) NOT NULL,
  is_service BOOLEAN NOT NULL DEFAULT 0,
  hired_on DATE NOT NULL
);
INSERT INTO employees VALUES(1,1,NULL,'Callum Mac Leod','callum.macleod1@shop.example','+44 7700 900821','1971-01-23',83900,'GB59TEST61919845091200','$2b$12$PXBZHzbTt3h/1CcZ3OxOl4GWoE0bkbZ2KZvgtFh7GJv9kvFuQTExi',0,'2025-04-29');
INSERT INTO employees VALUES(2,2,1,'Friedrich von der Heide','friedrich.vonderheide2@shop.example','+49 171 3920038','1993-08-24',112500,'DE19999999992390073476','$2b$12$akdFIxtc6tIxpOn9onyymqKAYoYL6OurbJPVKAaYSd7IdMSY.h9Wi',0,'2024-10-31');
INSERT INTO employees VALUES(3,3,1,'Ada Kowalski','ada.kowalski3@shop.example','+1 415-555-0134','1967-07-23',59800,NULL,'$2b$12$wIPJ4C/D6wEVbDs1NbN0fHiMqmJGUDRZD5ZB..25bYe4MBpuDJqj3',0,'2020-04-15');
INSERT INTO employees VALUES(4,4,1,'Lieselotte von der Heide','lieselotte.vonderheide4@shop.example',NULL,'2001-06-22',135800,'DE46999999997484419094','$2b$12$WdVih2hiKSqVsxeF1x5QFZRo0UCaeS/unSo/1jsLEP06WkqV/AF96',0,'2025-08-30');
